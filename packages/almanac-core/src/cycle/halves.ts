/** The half of the year from a solstice on: the yang qi goes up, the yin qi goes down. */
export type Half = "yang" | "yin";
