import ts from "typescript";

const header = "// What the package exports, by name. A change here is a change for its users.\n";

/** The declaration of an export, without its comments and without the body of a function. */
function declarationOf(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  const target =
    (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
  const [node] = target.declarations ?? [];
  if (node === undefined) return `export ${symbol.name};`;
  if (ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node)) {
    const type = checker.getTypeOfSymbolAtLocation(target, node);
    const flags = ts.TypeFormatFlags.NoTruncation;
    return `export const ${symbol.name}: ${checker.typeToString(type, node, flags)};`;
  }
  const printer = ts.createPrinter({ removeComments: true });
  return printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());
}

/**
 * The names and signatures of everything that a package exports, as text for a snapshot.
 *
 * @param folder the package's folder; it has `src/index.ts` and `tsconfig.json`
 */
export function publicApi(folder: URL): string {
  const config = ts.getParsedCommandLineOfConfigFile(
    new URL("tsconfig.json", folder).pathname,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  const entry = new URL("src/index.ts", folder).pathname;
  const program = ts.createProgram([entry], config?.options ?? {});
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${entry} exports nothing`);
  const exported = checker
    .getExportsOfModule(module)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return [header, ...exported.map((symbol) => `${declarationOf(checker, symbol)}\n`)].join("\n");
}
