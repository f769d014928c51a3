// @ts-check
import { parse } from "parse5";

/** @typedef {{ ids: Set<string>, links: readonly string[] }} Page */

/** Stands for wherever the site is published. */
const SITE = "https://site.invalid/";

/**
 * The links that lead nowhere: to a file that the site lacks, or to an anchor that its page lacks.
 * Links to other sites are not followed.
 *
 * @param {ReadonlyMap<string, string>} pages HTML of each page, by its file's name
 * @param {ReadonlySet<string>} files all files of the site
 * @returns {readonly string[]} one line each
 */
export function deadLinks(pages, files) {
  const read = new Map([...pages].map(([file, html]) => [file, readPage(html)]));
  return [...read].flatMap(([file, { links }]) =>
    [...new Set(links)].flatMap((link) => {
      const problem = whyDead(new URL(link, SITE + file), files, read);
      return problem === undefined ? [] : [`${file}: ${link}: ${problem}`];
    }),
  );
}

/**
 * @param {URL} url
 * @param {ReadonlySet<string>} files
 * @param {ReadonlyMap<string, Page>} pages
 */
function whyDead({ href, pathname, hash }, files, pages) {
  if (!href.startsWith(SITE)) return undefined;
  const path = decodeURIComponent(pathname.slice(1));
  // As servers of static files find them: a page's name goes without its ending.
  const names = [
    path,
    `${path}.html`,
    `${path}${path === "" || path.endsWith("/") ? "" : "/"}index.html`,
  ];
  const file = names.find((name) => files.has(name) && /\.\w+$/.test(name));
  if (file === undefined) return "no such page";
  const anchor = decodeURIComponent(hash.slice(1));
  const page = pages.get(file);
  return anchor === "" || page === undefined || page.ids.has(anchor) ? undefined : "no such anchor";
}

/** @param {string} html @returns {Page} */
function readPage(html) {
  /** @type {Set<string>} */
  const ids = new Set();
  /** @type {string[]} */
  const links = [];
  /** @type {import("parse5").DefaultTreeAdapterTypes.Node[]} */
  const nodes = [parse(html)];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    if ("childNodes" in node) nodes.push(...node.childNodes);
    if (!("attrs" in node)) continue;
    for (const { name, value } of node.attrs) {
      if (name === "id") ids.add(value);
      if (name === "src" || (name === "href" && node.tagName !== "base")) links.push(value);
    }
  }
  return { ids, links };
}
