/** The version of the published schema; it rises when a field changes its meaning or goes. */
export const SCHEMA_VERSION = 1;
