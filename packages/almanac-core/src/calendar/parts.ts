/** What a calendar can hold. */
export const PARTS = ["terms", "stars", "held"] as const;
export type Part = (typeof PARTS)[number];
