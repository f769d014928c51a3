import { defineConfig } from "vitepress";

export default defineConfig({
  title: "Firewall lab and almanac",
  description: "A firewall pair that survives, and an almanac to the second",
  cleanUrls: true,
  themeConfig: {
    search: { provider: "local" },
    sidebar: [
      {
        text: "Firewall lab",
        items: [
          { text: "Crash a firewall", link: "/lab/first-crash" },
          { text: "How the lab is built", link: "/lab/how-it-works" },
          { text: "When something is wrong", link: "/lab/troubles" },
        ],
      },
    ],
  },
});
