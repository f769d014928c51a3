import { defineConfig } from "vitepress";

import { guides, reference } from "./sidebar.ts";

export default defineConfig({
  title: "Firewall lab and almanac",
  description: "A firewall pair that survives, and an almanac to the second",
  cleanUrls: true,
  srcExclude: ["parts/**", "lab/*-numbers.md"],
  head: [["link", { rel: "icon", href: "data:," }]],
  themeConfig: {
    search: { provider: "local" },
    outline: { level: [2, 3] },
    nav: [
      { text: "Lab", link: "/lab/first-crash", activeMatch: "^/lab/" },
      { text: "fw-config", link: "/fw-config/first-pair", activeMatch: "^/fw-config/" },
      { text: "Almanac", link: "/almanac/a-day", activeMatch: "^/almanac/" },
      { text: "Reference", link: "/reference/configuration", activeMatch: "^/reference/" },
    ],
    sidebar: { "/": guides, "/reference/": reference },
  },
  vite: {
    // The playgrounds run the packages also while the pages are rendered.
    ssr: { noExternal: ["fw-config", "almanac-core", "yaml", "zod"] },
    build: {
      rollupOptions: {
        // zod speaks of annotations in comments, which Rollup takes for annotations.
        onwarn: (warning, warn) => {
          if (warning.code !== "INVALID_ANNOTATION") warn(warning);
        },
      },
    },
  },
});
