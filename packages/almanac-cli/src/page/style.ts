/** The papers that a page is printed on. */
export const PAPERS = ["a4", "letter"] as const;
export type Paper = (typeof PAPERS)[number];

const SIZES: Readonly<Record<Paper, string>> = { a4: "A4", letter: "letter" };

/** The styles of a page: light or dark as the reader's system is, light on paper. */
export function styleOf(paper: Paper): string {
  return `:root { --ink: #111827; --soft: #4b5563; --line: #9ca3af; --ground: #ffffff; --held: #fde68a;
  --water: #1f5fa8; --wood: #2e8b57; --fire: #c0392b; --earth: #a16207; --metal: #6b7280; }
@media (prefers-color-scheme: dark) { :root { --ink: #f3f4f6; --soft: #cbd5e1; --line: #6b7280; --ground: #111827; --held: #713f12;
  --water: #7db7f5; --wood: #6fd49b; --fire: #f4877a; --earth: #f0c05a; --metal: #c0c6d0; } }
@media print { :root { --ink: #111827; --soft: #4b5563; --line: #9ca3af; --ground: #ffffff; --held: #fde68a;
  --water: #1f5fa8; --wood: #2e8b57; --fire: #c0392b; --earth: #a16207; --metal: #6b7280; } }
@page { size: ${SIZES[paper]}; margin: 12mm }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 12px; max-width: 1000px; color: var(--ink); background: var(--ground);
  font: 14px/1.35 "Noto Sans", "Noto Sans CJK TC", "DejaVu Sans", sans-serif; -webkit-print-color-adjust: exact; print-color-adjust: exact }
h1 { font-size: 22px; margin: 0 0 2px } h2 { font-size: 15px; margin: 14px 0 6px } p { margin: 2px 0; color: var(--soft) }
.boards { display: grid; grid-template-columns: repeat(auto-fill, minmax(170px, 1fr)); gap: 10px }
.boards figure { margin: 0; break-inside: avoid } figcaption { font-size: 12px } figure svg { width: 100%; height: auto; display: block }
.halves { display: grid; grid-template-columns: 1fr 1fr; gap: 18px; align-items: start }
table { border-collapse: collapse; width: 100%; table-layout: fixed } .month td, .month th { border: 1px solid var(--line) }
td, th { padding: 3px 4px; vertical-align: top; text-align: left; overflow-wrap: anywhere } th { font-weight: 600; font-size: 12px }
.month td { height: 82px; font-size: 11px } .date { font-size: 15px; font-weight: 700 } .term { font-weight: 600 }
.held { background: var(--held) } .narrow { display: none } .list td, .list th { border-bottom: 1px solid var(--line); font-size: 11.5px }
.list { table-layout: auto } tr { break-inside: avoid } .mark { width: 10px; height: 10px; vertical-align: -1px }
text { fill: var(--ink); font-family: inherit } .frame { fill: none; stroke: var(--line) }
.number { font-size: 22px; font-weight: 700; text-anchor: middle } .element { font-size: 9px; text-anchor: middle; fill: var(--soft) }
.side { font-size: 11px; text-anchor: middle; fill: var(--soft) }
@media print { body { padding: 0; font-size: 12px } .month td { height: 62px; font-size: 10px } .date { font-size: 13px }
  .boards { grid-template-columns: repeat(5, 1fr); gap: 6px } figcaption, .list td, .list th { font-size: 10px } }
@media (max-width: 620px) { .month, .month tbody, .month tr, .month td { display: block; width: auto; height: auto }
  .month thead, .month td:empty { display: none } .month td { border-width: 0 0 1px } .wide { display: none }
  .narrow { display: inline } .list { table-layout: auto } .list td, .list th { overflow-wrap: normal; padding: 3px 2px } }`;
}
