import { describe, expect, it } from "vitest";

import { deadLinks } from "./dead-links.mjs";

const pages = new Map([
  ["index.html", '<a href="/lab/proof#numbers">a</a><a href="https://example.org/x#y">b</a>'],
  ["lab/proof.html", '<h2 id="numbers">n</h2><a href="./first#top">c</a><img src="/a.svg">'],
  [
    "lab/first.html",
    '<h1 id="top">t</h1><a href="/">d</a><a href="#top">e</a><a href="/lab/">f</a>',
  ],
  ["lab/index.html", ""],
]);
const files = new Set([...pages.keys(), "a.svg", "lab"]);

const dead = (html: string) => deadLinks(new Map([...pages, ["new.html", html]]), files);

describe("deadLinks", () => {
  it("finds none where all pages, files and anchors are there", () => {
    expect(deadLinks(pages, files)).toEqual([]);
  });

  it.each([
    ['<a href="/lab/prof">', "new.html: /lab/prof: no such page"],
    ['<a href="lab/proof#number">', "new.html: lab/proof#number: no such anchor"],
    ['<a href="#here">', "new.html: #here: no such anchor"],
    ['<img src="/b.svg">', "new.html: /b.svg: no such page"],
  ])("tells of %s", (html, line) => {
    const all = new Set([...files, "new.html"]);
    expect(deadLinks(new Map([...pages, ["new.html", html]]), all)).toEqual([line]);
  });

  it("reads code as text and tells of a link once", () => {
    expect(dead("<code>&lt;a href='/x'&gt;</code>")).toEqual([]);
    expect(dead('<a href="/x">1</a><a href="/x">2</a>')).toEqual(["new.html: /x: no such page"]);
  });
});
