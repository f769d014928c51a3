/** How the page looks, on a screen of any width, by day and by night. */
export const STYLE: string = `
:root { --ink: #1a202c; --soft: #64748b; --line: #e2e8f0; --paper: #fff; --one: #2b6cb0; --two: #b7791f; --calm: #cbd5e1; --bad: #c53030; --good: #2f855a; --gap: #fecaca }
@media (prefers-color-scheme: dark) { :root { --ink: #e2e8f0; --soft: #94a3b8; --line: #334155; --paper: #0f172a; --one: #63b3ed; --two: #ecc94b; --calm: #475569; --bad: #fc8181; --good: #68d391; --gap: #7f1d1d } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: var(--ink); background: var(--paper) }
h2 { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1rem }
.verdict { font-size: 1.3rem; font-weight: 600 } .good { color: var(--good) } .bad { color: var(--bad) }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums }
th { font-size: .85rem; color: var(--soft); font-weight: 600 } .note { color: var(--soft); font-size: .85rem }
details { margin: .4rem 0 } summary { cursor: pointer }
.key i { display: inline-block; width: 1.6em; height: .8em; margin: 0 .3em 0 1em }
i.node1 { background: var(--one) } i.node2 { background: var(--two) } i.backup { background: var(--calm) } i.fault { background: var(--soft) } i.gap { background: var(--gap) } i.two { background: var(--bad) } i.command { background: color-mix(in srgb, var(--bad) 12%, transparent) }
svg { width: 100%; font: 12px system-ui, sans-serif; fill: var(--ink) }
svg .label { text-anchor: end } svg .tick { text-anchor: middle; fill: var(--soft) } svg .in { fill: var(--paper); font-weight: 600 }
svg rect.node1 { fill: var(--one) } svg rect.node2 { fill: var(--two) } svg rect.backup { fill: var(--calm) } svg rect.fault { fill: var(--soft) }
svg rect.gap { fill: var(--gap) } svg rect.gap + .in { fill: var(--ink) } svg rect.two { fill: var(--bad) } svg rect.backup + .in { fill: var(--ink) }
svg .grid, svg .rule { stroke: var(--line) } svg .arrivals { stroke: var(--ink); stroke-width: .6 }
svg rect.command { fill: var(--bad); fill-opacity: .12 } svg line.step { stroke: var(--bad); stroke-dasharray: 4 3 } svg text.step { fill: var(--bad); font-weight: 600 }
svg .dot { fill: var(--one); fill-opacity: .45 } svg .median { stroke: var(--bad); stroke-width: 2 }`;
