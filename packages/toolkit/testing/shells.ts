import { spawnSync } from "node:child_process";

/** Whether a shell can be run here. */
export function hasShell(shell: string): boolean {
  return spawnSync(shell, ["-c", "true"], { stdio: "ignore" }).status === 0;
}

/** A line that is completed by a script. */
export interface Completion {
  readonly program: string;
  /** The file with the completion script. */
  readonly script: string;
  /** What was typed, the program's name first. */
  readonly line: string;
  /** Where it was typed. */
  readonly cwd: string;
}

/** What a shell offers; zsh tells only the word that it completes to. */
export function offers(shell: "bash" | "zsh" | "fish", completion: Completion): readonly string[] {
  const argv = shellArguments[shell](completion);
  const { status, stdout, stderr } = spawnSync(shell, argv, {
    cwd: completion.cwd,
    encoding: "utf8",
    // A bash whose input is a socket reads the settings of the user.
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 20_000,
  });
  if (status !== 0) throw new Error(`${shell} ended with ${status}: ${stderr}`);
  const lines = stdout.split("\n").filter((line) => line !== "");
  // fish adds the description, and zsh tells the whole line.
  return lines.map((line) => {
    return (shell === "zsh" ? line.trim().split(" ").at(-1) : line.split("\t")[0]) ?? "";
  });
}

const BASH = `. "$1"; program=$2; shift 2; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _$program
printf '%s\\n' "\${COMPREPLY[@]}"`;

const FISH = "source $argv[1]; complete -C $argv[2]";

/** A terminal in which the line is typed, completed, and run by a program that prints its words. */
const ZSH = `zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1=; autoload -Uz compinit; compinit -u -D; source $1; $2() print -r -- \\"got:\\$*:\\"; echo READY"
zpty -r z out '*READY*READY*'
zpty -w -n z "$3"$'\\t\\n'
zpty -r z out '*got:*:*'
print -r -- "\${\${out##*got:}%%:*}"
zpty -d z`;

const shellArguments = {
  bash: ({ program, script, line }: Completion) => [
    "--norc",
    "-c",
    BASH,
    "bash",
    script,
    program,
    ...line.split(" "),
  ],
  fish: ({ script, line }: Completion) => ["--no-config", "-c", FISH, script, line],
  zsh: ({ program, script, line }: Completion) => ["-f", "-c", ZSH, "zsh", script, program, line],
};
