import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** What a request came to: a path below the token, or a refusal. */
export type Admission =
  | { readonly path: string; readonly host: string }
  | { readonly refused: 403 | 404 | 405 };

/** Names of this host that no other host can take: a page of somebody else's name never has them. */
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/;

/** A token that nobody can guess, as a part of a path. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/**
 * Whether a request is for whoever was given the address with the token.
 *
 * The name in `Host` must be one of the loopback's, so that a name that somebody points at this
 * host (DNS rebinding) is refused; `Origin`, when there is one, must be the page itself.
 *
 * @param request its method, its path and its headers; nothing else is looked at
 */
export function admit(
  { method, url = "", headers }: Pick<IncomingMessage, "method" | "url" | "headers">,
  token: string,
): Admission {
  const { host = "", origin } = headers;
  if (!LOOPBACK.test(host)) return { refused: 403 };
  if (origin !== undefined && origin !== `http://${host}`) return { refused: 403 };
  const [, given = "", path] = /^\/([^/]*)\/([^?]*)/.exec(url) ?? [];
  if (path === undefined || !isSame(given, token)) return { refused: 404 };
  if (method !== "GET" && method !== "HEAD") return { refused: 405 };
  return { path, host };
}

/** Compares in a time that does not depend on what is equal. */
function isSame(given: string, token: string): boolean {
  const [a, b] = [given, token].map((text) => createHash("sha256").update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
