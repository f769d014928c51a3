// @ts-check
// Reads what each field of a configuration is for from the doc comments of the interfaces in src/config.
import ts from "typescript";

const folder = new URL("../", import.meta.url);
const entry = new URL("src/config/config.ts", folder).pathname;

/** The `Config` interface, and what tells its types. */
function readConfig() {
  const settings = ts.getParsedCommandLineOfConfigFile(
    new URL("tsconfig.json", folder).pathname,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  const program = ts.createProgram([entry], settings?.options ?? {});
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  const config = module?.exports?.get(ts.escapeLeadingUnderscores("Config"));
  if (config === undefined) throw new Error(`${entry} has no Config`);
  return { checker, type: checker.getDeclaredTypeOfSymbol(config) };
}

/**
 * What a value of this type has inside: the interfaces, and an expression for the objects, as items
 * or by names.
 *
 * @typedef {{ readonly interfaces: readonly ts.Type[], readonly objects: readonly string[] }} Inside
 * @param {ts.TypeChecker} checker
 * @param {ts.Type} type
 * @returns {Inside}
 */
function insideOf(checker, type) {
  if (type.isUnion()) return joined(type.types.map((branch) => insideOf(checker, branch)));
  if (type.isClassOrInterface()) return { interfaces: [type], objects: [constantOf(type)] };
  if ((type.flags & ts.TypeFlags.Object) === 0) return joined([]);
  if (checker.isArrayType(type)) {
    const items = checker.getTypeArguments(/** @type {ts.TypeReference} */ (type));
    return joined(items.map((item) => insideOf(checker, item)));
  }
  const named = type.getStringIndexType();
  const { interfaces, objects } = named ? insideOf(checker, named) : joined([]);
  if (objects.length === 0) return joined([]);
  return { interfaces, objects: [`{ NAME: ["", ${objects.join(", ")}] }`] };
}

/** @param {readonly Inside[]} parts @returns {Inside} */
function joined(parts) {
  return {
    interfaces: parts.flatMap(({ interfaces }) => interfaces),
    objects: parts.flatMap(({ objects }) => objects),
  };
}

/** @param {ts.Type} type */
function constantOf({ symbol: { name } }) {
  return `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
}

/**
 * A constant for each interface in the fields of one, and for itself, in the order in which they
 * need each other.
 *
 * @param {ts.TypeChecker} checker
 * @param {ts.Type} type
 * @returns {readonly string[]}
 */
function constants(checker, type) {
  const fields = type.getProperties().map((field) => {
    const text = ts.displayPartsToString(field.getDocumentationComment(checker));
    if (text === "") throw new Error(`${type.symbol.name}.${field.name} has no doc comment`);
    const { interfaces, objects } = insideOf(checker, checker.getTypeOfSymbol(field));
    const row = [JSON.stringify(text.replaceAll("\n", " ")), ...objects];
    return { interfaces, line: `  ${field.name}: [${row.join(", ")}],\n` };
  });
  return [
    ...fields.flatMap(({ interfaces }) => interfaces.flatMap((one) => constants(checker, one))),
    `const ${constantOf(type)}: Descriptions = {\n${fields.map(({ line }) => line).join("")}};\n`,
  ];
}

/** The text of src/config/descriptions.generated.ts. */
export function descriptionsSource() {
  const { checker, type } = readConfig();
  return `// Made by scripts/make-descriptions.mjs from the doc comments of the interfaces beside it; do not edit.

/**
 * What the fields of an object are for, each with the descriptions of the objects in it. \`NAME\`
 * stands for names that the user invents.
 */
export interface Descriptions {
  readonly [field: string]: readonly [text: string, ...objects: Descriptions[]];
}

${[...new Set(constants(checker, type))].join("\n")}
export const descriptions: Descriptions = ${constantOf(type)};
`;
}
