import { realpathSync } from "node:fs";
import { resolve, sep } from "node:path";

import { fuzzKind, type Faults, type FuzzKind } from "toolkit/testing/fuzz";
import { obeyedLines } from "toolkit/testing/hostile";

import { run } from "../../src/run.ts";
import { recordedIo } from "../io.ts";
import { commandLine } from "./command-line.ts";
import { sandbox, type Sandbox } from "./sandbox.ts";

/** What may be a path in a word: the word itself, or what follows an option's name. */
function pathsIn(word: string): readonly string[] {
  if (!word.startsWith("-")) return [word];
  return [word, word.slice(word.indexOf("=") + 1), word.slice(2)];
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Whether a file lies in a folder that the command line names for its output, or above one that was made. */
function isGiven(file: string, argv: readonly string[], cwd: string): boolean {
  if (!argv.some((word) => /^(-o|--output)/.test(word))) return false;
  const folders = argv.flatMap(pathsIn).map((path) => realPath(resolve(cwd, path)));
  return folders.some((folder) => holds(folder, file) || holds(file, folder));
}

function holds(folder: string, path: string): boolean {
  return `${path}${sep}`.startsWith(`${folder}${sep}`);
}

/** The signs of an error that nobody foresaw. */
const raw =
  /^\s+at .+[:(]|\b(Type|Range|Reference|Syntax)Error\b|Cannot read prop|is not a function/m;

function faultsOfSaid(code: number, stdout: string, stderr: string): Faults {
  const isUsage = code === 2;
  // A verdict for a program may be no word; a failure never is.
  const said = code === 0 ? `.${stdout}${stderr}` : stdout + stderr;
  return [
    ...(code === 0 || code === 1 || isUsage ? [] : [`exit code ${code}`]),
    ...obeyedLines(said).map((line) => `a terminal would obey ${JSON.stringify(line)}`),
    ...(raw.test(said) ? [`a raw error: ${said}`] : []),
    ...(isUsage && !/^fw: .+\n(.*\n)*? {2}→ .+$/m.test(stderr) ? [`no cure: ${stderr}`] : []),
  ];
}

async function faultsOfCall(argv: readonly string[], place: Sandbox): Promise<Faults> {
  // As root, a word like `-o/` would write where the tests have nothing to write.
  if (!argv.flatMap(pathsIn).every((path) => place.holds(path))) return [];
  const io = recordedIo(place.cwd, { HOME: place.cwd });
  let code = -1;
  const changes = await place.changesOf(async () => {
    code = await run(argv, io);
  });
  const strays = changes.filter((file) => !isGiven(file, argv, place.cwd));
  return [
    ...faultsOfSaid(code, io.written.stdout, io.written.stderr),
    ...strays.map((file) => `${file} was changed`),
  ];
}

function commandLineKind(title: string): FuzzKind {
  return {
    title,
    async try(options) {
      const place = await sandbox();
      const kind = fuzzKind(title, commandLine, (argv) => faultsOfCall(argv, place));
      try {
        return await kind.try(options);
      } finally {
        await place.remove();
      }
    },
  };
}

/** Every kind of hostile input for the program that has no effect on the machine. */
export const kinds: readonly FuzzKind[] = [
  commandLineKind("a command line is understood or refused, and touches what it names"),
];
