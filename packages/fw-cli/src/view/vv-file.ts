import { generatedBy } from "fw-config";

/** Where a viewer finds the screen: beside it on this host, or from elsewhere by TLS. */
export type Connection =
  | { readonly kind: "local"; readonly socket: string }
  | {
      readonly kind: "remote";
      readonly host: string;
      readonly tlsPort: number;
      readonly password: string;
      /** The certificate of the authority that signed the server's, PEM. */
      readonly ca: string;
      /** The server's distinguished name, like `CN=office`. It is compared instead of the host's name. */
      readonly subject: string;
    };

/** Since this version a file may name a Unix socket (remote-viewer(1)); an older viewer says so itself. */
const OLDEST_WITH_SOCKETS = "8.0";

/** The text of a connection file, which the viewer deletes when it has read it (remote-viewer(1)). */
export function vvFile(title: string, connection: Connection): string {
  const keys = { type: "spice", title, ...connectionKeys(connection), "delete-this-file": "1" };
  const lines = Object.entries(keys).map(([key, value]) => `${key}=${escaped(value)}`);
  return [`# ${generatedBy}`, "[virt-viewer]", ...lines, ""].join("\n");
}

function connectionKeys(connection: Connection): Readonly<Record<string, string>> {
  if (connection.kind === "local") {
    return { version: OLDEST_WITH_SOCKETS, "unix-path": connection.socket };
  }
  const { host, tlsPort, password, ca, subject } = connection;
  return { host, "tls-port": String(tlsPort), password, ca, "host-subject": subject };
}

/** GKeyFile's escapes: a value is one line, and may begin with a space. */
function escaped(value: string): string {
  return value
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t")
    .replace(/^ /, "\\s");
}
