/** The year of the Sui king's accession, with which the eras of 180 years are counted. */
export const ERA = 604;
