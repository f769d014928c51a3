/** Runs the program; the exit code is in `process.exitCode`. */
export async function main(): Promise<void> {
  process.exitCode = 2;
}
