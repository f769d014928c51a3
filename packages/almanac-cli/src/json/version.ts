/** The version of the published schema; it rises when a field changes its meaning or goes. */
export const JSON_VERSION = 1;
