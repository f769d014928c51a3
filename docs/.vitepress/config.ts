import { defineConfig } from "vitepress";

import { guides, guidesInVietnamese, reference } from "./sidebar.ts";

export default defineConfig({
  title: "Firewall lab and almanac",
  description: "A firewall pair that survives, and an almanac to the second",
  cleanUrls: true,
  srcExclude: ["parts/**", "lab/*-numbers.md"],
  head: [["link", { rel: "icon", href: "data:," }]],
  themeConfig: {
    search: {
      provider: "local",
      options: {
        locales: {
          vi: {
            translations: {
              button: { buttonText: "Tìm", buttonAriaLabel: "Tìm" },
              modal: {
                displayDetails: "Hiện chi tiết",
                resetButtonTitle: "Xóa",
                backButtonTitle: "Đóng",
                noResultsText: "Không tìm thấy gì cho",
                footer: { selectText: "chọn", navigateText: "di chuyển", closeText: "đóng" },
              },
            },
          },
        },
      },
    },
    outline: { level: [2, 3] },
    nav: [
      { text: "Lab", link: "/lab/first-crash", activeMatch: "^/lab/" },
      { text: "fw-config", link: "/fw-config/first-pair", activeMatch: "^/fw-config/" },
      { text: "Almanac", link: "/almanac/a-day", activeMatch: "^/almanac/" },
      { text: "Reference", link: "/reference/configuration", activeMatch: "^/reference/" },
    ],
    sidebar: { "/": guides, "/reference/": reference },
  },
  locales: {
    // Most pages are in English only: from them the menu of languages leads to the Vietnamese front page.
    root: { label: "English", lang: "en", themeConfig: { i18nRouting: false } },
    vi: {
      label: "Tiếng Việt",
      lang: "vi",
      title: "Lịch cửu tinh",
      description: "Cửu tinh, can chi và 24 tiết khí chính xác đến từng giây",
      themeConfig: {
        i18nRouting: true,
        nav: [{ text: "Hướng dẫn", link: "/vi/almanac/a-day", activeMatch: "^/vi/almanac/" }],
        sidebar: { "/vi/": guidesInVietnamese },
        outline: { level: [2, 3], label: "Trên trang này" },
        docFooter: { prev: "Trang trước", next: "Trang sau" },
        sidebarMenuLabel: "Mục lục",
        returnToTopLabel: "Về đầu trang",
        langMenuLabel: "Đổi ngôn ngữ",
        darkModeSwitchLabel: "Giao diện",
        lightModeSwitchTitle: "Chuyển sang nền sáng",
        darkModeSwitchTitle: "Chuyển sang nền tối",
        skipToContentLabel: "Đến nội dung",
        notFound: {
          title: "KHÔNG CÓ TRANG NÀY",
          quote: "Địa chỉ này không có trang nào.",
          linkLabel: "về trang đầu",
          linkText: "Về trang đầu",
        },
      },
    },
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
