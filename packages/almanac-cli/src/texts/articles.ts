/** The seed articles by their own titles, which no language translates. */
export const ARTICLES = {
  months: "“I Ching Algorithm: Nine Stars of the Month, Nine Stars of the Hour”",
  days: "“I Ching Algorithm: Construction of Apparent Stems and Branches”",
  fortunes:
    "“I Ching Algorithm: The Luo River Diagram and the forecast of Three Epochs - Nine Fortunes”",
  destiny: "“I Ching Algorithm: How to study, apply and develop the I Ching?”",
};
