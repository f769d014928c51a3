// @ts-check

/**
 * @typedef {object} Run
 * @property {string} commit
 * @property {string} suite
 * @property {readonly { command: string, code: number | null, seconds: number, output: string }[]} commands
 * @property {readonly string[]} before packages that the machine began with
 * @property {readonly string[]} after packages that it had in the end
 */

/**
 * The page of the last run, in Markdown.
 *
 * @param {Run} run
 * @param {string} date
 */
export function lastRun({ commit, suite, commands, before, after }, date) {
  const added = after.filter((name) => !before.includes(name));
  const rows = commands.map(({ command, code, seconds, output }) => {
    const tests = /^Tests: .*$/m.exec(output)?.[0];
    const result = code === 0 ? "passed" : `**failed, code ${code}**`;
    return `| \`${command}\` | ${result}${tests ? `. ${tests}` : ""} | ${duration(seconds)} |`;
  });
  return `# A fresh machine

\`scripts/fresh-machine.mjs\` builds a machine of Debian's smallest system, ca-certificates and Node
alone, clones the repository into it, and runs the two commands of the README there. It writes
this page.

| command | result | time |
| --- | --- | --- |
${rows.join("\n")}

Last run: ${date}, commit ${commit}, Debian ${suite}, Node ${process.version}. The machine began with
${before.length} packages; the commands installed ${added.length} more, what they depend on included.
`;
}

/** @param {number} seconds */
function duration(seconds) {
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
