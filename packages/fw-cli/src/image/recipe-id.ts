import { createHash } from "node:crypto";

import { buildCommands } from "./commands.ts";
import type { ImageRecipe } from "./recipe.ts";

/**
 * The name of the image that a recipe makes: 16 hexadecimal digits of a hash over
 * the recipe and the commands that follow it. Mirrors, proxies and the user do not
 * change it: they decide where the same packages come from.
 */
export function recipeId(recipe: ImageRecipe): string {
  const anywhere = { sources: [], keyring: undefined, options: [], env: {} };
  const commands = buildCommands(recipe, anywhere, true);
  const canonical = JSON.stringify({ recipe, commands }, (_key, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted(byKey)) : value,
  );
  return createHash("sha256").update(canonical).digest("hex").slice(0, 16);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
