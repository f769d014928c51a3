import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import { descriptions, type Descriptions } from "./descriptions.generated.ts";

/** The objects that may stand at a place. Those of a list stand at the list's place too. */
function objectsAt(path: ConfigPath): readonly Descriptions[] {
  let objects: readonly Descriptions[] = [descriptions];
  for (const part of path) {
    if (typeof part === "string") objects = objects.flatMap((object) => inside(object, part));
  }
  return objects;
}

function inside(object: Descriptions, key: string): readonly Descriptions[] {
  const [, ...objects] = (Object.hasOwn(object, key) ? object[key] : object["NAME"]) ?? [];
  return objects;
}

function fieldNames(object: Descriptions): readonly string[] {
  return Object.keys(object).filter((name) => name !== "NAME");
}

/** The fields that may stand at a place of the configuration. */
export function knownFields(path: ConfigPath): readonly string[] {
  return [...new Set(objectsAt(path).flatMap(fieldNames))];
}

/** What the field at this place is for. */
export function describedAt(path: ConfigPath): string | undefined {
  const name = path.at(-1);
  if (typeof name !== "string") return undefined;
  const owner = objectsAt(path.slice(0, -1)).find((object) => fieldNames(object).includes(name));
  return owner?.[name]?.[0];
}

function notePlaces(
  places: Map<string, ConfigPath[]>,
  object: Descriptions,
  place: ConfigPath,
): typeof places {
  for (const name of fieldNames(object)) {
    const own = places.get(name);
    if (own === undefined) places.set(name, [place]);
    else own.push(place);
  }
  for (const [key, [, ...objects]] of Object.entries(object)) {
    for (const one of objects) notePlaces(places, one, [...place, key]);
  }
  return places;
}

/** Made when it is first asked for: a text may have thousands of fields that do not exist. */
let placesByName: ReadonlyMap<string, readonly ConfigPath[]> | undefined;

/** The places that may have a field of this name; `NAME` stands for names that the user invents. */
export function fieldPlaces(name: string): readonly ConfigPath[] {
  placesByName ??= notePlaces(new Map(), descriptions, []);
  return placesByName.get(name) ?? [];
}
