import { canary } from "toolkit/testing/hostile-value";

import type { Artifact } from "../../src/index.ts";

/** What is wrong with one file, in words; nothing when it is sound. */
type Invariant = (artifact: Artifact) => readonly string[];

/** Quotations and comments, whichever begins first: each may hold the signs of the other. */
const quotedOrComment = /"[^"\n]*"|#.*$/gm;

/** The same in a program for the shell, where an apostrophe quotes everything to the next one. */
const shellQuotedOrComment = /\\'|'[^'\n]*'|"[^"\n]*"|#.*$/gm;

function quotations({ path }: Artifact): RegExp {
  return path.startsWith("/usr/local/lib/fw/") ? shellQuotedOrComment : quotedOrComment;
}

/** A file without what stands in quotes and behind `#`. */
function bareText(artifact: Artifact): string {
  return artifact.content.replaceAll(quotations(artifact), (text) =>
    text.startsWith("#") ? "" : "<>",
  );
}

const noInjection: Invariant = (artifact) =>
  bareText(artifact).includes(canary) ? [`${canary} stands outside comments`] : [];

/** What is quoted and no comment of nftables would be an argument; in the shell it could expand. */
const quotesAreComments: Invariant = (artifact) =>
  [...artifact.content.matchAll(quotations(artifact))]
    .filter(([text]) => text.startsWith('"') && text.includes(canary))
    .filter(({ index }) => !artifact.content.slice(0, index).endsWith(" comment "))
    .map(([text]) => `a quotation that is no comment: ${text}`);

const visible: Invariant = ({ content }) =>
  /[\p{Cf}\p{Cs}]|[^\P{Cc}\n\t]/u.test(content) ? ["characters that nobody sees"] : [];

const balanced: Invariant = (artifact) => {
  if (!/\/(nftables|keepalived|conntrackd)\.conf$/.test(artifact.path)) return [];
  const bare = bareText(artifact);
  const open = bare.split("\n").filter((line) => line.includes('"'));
  const braces = bare.split("{").length - bare.split("}").length;
  return [
    ...open.map((line) => `an open quotation: ${line}`),
    ...(braces === 0 ? [] : [`${braces} braces too many`]),
  ];
};

const shortComments: Invariant = ({ path, content }) =>
  path === "/etc/nftables.conf"
    ? [...content.matchAll(/ comment "([^"]*)"/g)]
        .map(([, text = ""]) => text)
        .filter((text) => new TextEncoder().encode(text).length > 127)
        .map((text) => `a comment of more than 127 bytes: ${text}`)
    : [];

/** The lines that files of one kind are made of. */
const shapes: readonly (readonly [path: RegExp, line: RegExp])[] = [
  [/\/sysctl\.d\//, /^(#.*|-?[a-z0-9_./-]+ = -?\d+( \d+)*|)$/],
  [/^\/etc\/hosts$/, /^(#.*|[0-9a-f.:]+( [a-z0-9][a-z0-9-]*)+|)$/],
  [/^\/etc\/hostname$/, /^[a-z][a-z0-9-]*$|^$/],
  [/\/systemd\//, /^([#;].*|\[[A-Za-z0-9]+\]|[A-Z][A-Za-z0-9]*=.*|)$/],
  [/\/modules-load\.d\//, /^(#.*|[a-z0-9_-]+|)$/],
];

const linesKeepShape: Invariant = ({ path, content }) =>
  shapes
    .filter(([kind]) => kind.test(path))
    .flatMap(([, shape]) => content.split("\n").filter((line) => !shape.test(line)))
    .map((line) => `a line of another shape: ${JSON.stringify(line)}`);

const cleanPath: Invariant = ({ host, path, content }) => [
  ...(/^[a-z][a-z0-9-]*$/.test(host) ? [] : [`the host ${host}`]),
  ...(/^(\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$/.test(path) ? [] : ["a path that is not clean"]),
  ...(content.endsWith("\n") ? [] : ["no newline at the end"]),
];

const invariants: readonly Invariant[] = [
  noInjection,
  quotesAreComments,
  visible,
  balanced,
  shortComments,
  linesKeepShape,
  cleanPath,
];

/** What is wrong with the files of one configuration. */
export function faultsOf(artifacts: readonly Artifact[]): readonly string[] {
  const keys = new Set(artifacts.map(({ host, path }) => `${host} ${path}`));
  return [
    ...(keys.size === artifacts.length ? [] : ["a file twice"]),
    ...artifacts.flatMap((artifact) =>
      invariants.flatMap((invariant) =>
        invariant(artifact).map((fault) => `${artifact.host} ${artifact.path}: ${fault}`),
      ),
    ),
  ];
}
