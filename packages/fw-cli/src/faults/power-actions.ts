/** What can be done to a node's power: `off` is the crash, `stop` an orderly shutdown. */
export const powerActions = ["off", "stop", "on", "pause", "resume"] as const;

/** See {@link powerActions}. */
export type PowerWord = (typeof powerActions)[number];
