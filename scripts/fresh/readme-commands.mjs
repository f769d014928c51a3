// @ts-check

/**
 * The commands of the README's section "Start", without their comments.
 *
 * @param {string} readme
 * @returns {readonly string[]}
 */
export function readmeCommands(readme) {
  const block = /^## Start\n[^]*?^```sh\n([^]*?)^```$/m.exec(readme)?.[1];
  if (block === undefined) throw new Error('README.md has no commands under "Start"');
  return block
    .trim()
    .split("\n")
    .map((line) => line.replace(/\s+#.*$/, ""));
}
