/// <reference types="node" />
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** A source file, and the files of the same package that it imports, also later or for their types. */
interface SourceFile {
  readonly path: string;
  readonly room: string;
  readonly imports: readonly string[];
}

/** How the source of a package is built up. */
export interface Layers {
  /** The source folder. */
  readonly source: URL;
  /** The rooms from the foundation up: a file imports from its own room and from those before it. */
  readonly rooms: readonly string[];
  /** The room of a file that lies in no folder; `.` when absent. */
  readonly looseRoom?: (file: string) => string;
}

/** What a package's source does against its layers; all lists are empty when it is in order. */
export interface LayerFaults {
  /** Folders that are no room, and rooms that are no folder. */
  readonly strangeRooms: readonly string[];
  /** `a.ts imports b.ts`, where b's room is above a's. */
  readonly upwardImports: readonly string[];
  /** `a.ts → b.ts → a.ts` */
  readonly circles: readonly string[];
}

/** Reads a package's source and says what is against its layers. */
export function layerFaults({ source, rooms, looseRoom }: Layers): LayerFaults {
  const files = readSource(source, looseRoom ?? (() => "."));
  return {
    strangeRooms: strangeRooms(files, rooms),
    upwardImports: upwardImports(files, rooms),
    circles: circles(files),
  };
}

function readSource(source: URL, looseRoom: (file: string) => string): readonly SourceFile[] {
  const paths = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((path) =>
    /(?<!\.test|\.d)\.ts$/.test(path),
  );
  return paths.map((path) => {
    const [folder = "", ...rest] = path.split("/");
    return {
      path,
      room: rest.length > 0 ? folder : looseRoom(path),
      imports: importsOf(path, readFileSync(join(source.pathname, path), "utf8")),
    };
  });
}

function importsOf(path: string, text: string): readonly string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport\(|^import)\s*"(\.[^"]+)"/gm);
  return Array.from(found, ([, target = ""]) => posix.join(posix.dirname(path), target));
}

function strangeRooms(files: readonly SourceFile[], rooms: readonly string[]): readonly string[] {
  const lived = new Set(files.map(({ room }) => room));
  return [
    ...[...lived].filter((room) => !rooms.includes(room)),
    ...rooms.filter((room) => !lived.has(room)),
  ];
}

function upwardImports(files: readonly SourceFile[], rooms: readonly string[]): readonly string[] {
  const floors = new Map(files.map(({ path, room }) => [path, rooms.indexOf(room)]));
  return files.flatMap(({ path, imports }) =>
    imports
      .filter((target) => (floors.get(target) ?? 0) > (floors.get(path) ?? 0))
      .map((target) => `${path} imports ${target}`),
  );
}

function circles(files: readonly SourceFile[]): readonly string[] {
  const imports = new Map(files.map((file) => [file.path, file.imports]));
  const closed = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(" → "));
    if (closed.has(path) || way.includes(path)) return;
    for (const target of imports.get(path) ?? []) visit(target, [...way, path]);
    closed.add(path);
  };
  for (const { path } of files) visit(path, []);
  return found;
}
