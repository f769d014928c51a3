import { diagnosticCodes } from "fw-config";
import type { DefaultTheme } from "vitepress";

type Items = DefaultTheme.SidebarItem[];

export const guides: Items = [
  { text: "Get it", link: "/get" },
  {
    text: "Firewall lab",
    items: [
      { text: "Crash a firewall", link: "/lab/first-crash" },
      { text: "Break things", link: "/lab/faults" },
      { text: "Use a machine's screen", link: "/lab/desktop" },
      { text: "The proof and its numbers", link: "/lab/proof" },
      { text: "Drills", link: "/lab/drills" },
      { text: "USB devices", link: "/lab/usb" },
      { text: "How the lab is built", link: "/lab/how-it-works" },
      { text: "When something is wrong", link: "/lab/troubles" },
      { text: "A fresh machine", link: "/lab/fresh-machine" },
    ],
  },
  {
    text: "fw-config",
    items: [
      { text: "From ten lines to a firewall pair", link: "/fw-config/first-pair" },
      { text: "Why the files look as they do", link: "/fw-config/why-these-files" },
      { text: "Addresses that a pair finds", link: "/fw-config/addresses" },
      { text: "Who leaves with which address", link: "/fw-config/nat" },
      { text: "Programs that follow the role", link: "/fw-config/hooks" },
      { text: "What a rule matches", link: "/fw-config/rules" },
      { text: "For your own hardware", link: "/fw-config/own-hardware" },
      { text: "Large policies", link: "/fw-config/large-policies" },
      { text: "Playground", link: "/fw-config/playground" },
    ],
  },
  {
    text: "Almanac",
    items: [
      { text: "A day, read aloud", link: "/almanac/a-day" },
      { text: "A birth", link: "/almanac/a-birth" },
      { text: "Which rule?", link: "/almanac/which-rule" },
      { text: "Zones and accuracy", link: "/almanac/zones-and-accuracy" },
      { text: "Search, and afflicted directions", link: "/almanac/search-and-afflictions" },
      { text: "A page to print", link: "/almanac/printed-page" },
      { text: "Five examples", link: "/almanac/five-examples" },
      { text: "Coming from tyme4ts", link: "/almanac/from-tyme4ts" },
      { text: "Playground", link: "/almanac/playground" },
    ],
  },
  { text: "Glossary", link: "/glossary" },
];

export const guidesInVietnamese: Items = [
  {
    text: "Lịch cửu tinh",
    link: "/vi/",
    items: [
      { text: "Đọc một ngày", link: "/vi/almanac/a-day" },
      { text: "Một ngày sinh", link: "/vi/almanac/a-birth" },
      { text: "Chọn quy tắc nào?", link: "/vi/almanac/which-rule" },
      { text: "Múi giờ và độ chính xác", link: "/vi/almanac/zones-and-accuracy" },
      { text: "Tìm kiếm và các hướng phạm sát", link: "/vi/almanac/search-and-afflictions" },
      { text: "Trang để in", link: "/vi/almanac/printed-page" },
      { text: "Năm ví dụ", link: "/vi/almanac/five-examples" },
    ],
  },
];

export const reference: Items = [
  { text: "Configuration", link: "/reference/configuration" },
  { text: "Services", link: "/reference/services" },
  { text: "fw", link: "/reference/fw" },
  { text: "almanac", link: "/reference/almanac" },
  { text: "Glossary", link: "/glossary" },
  {
    text: "Diagnostic codes",
    link: "/reference/diagnostics/",
    collapsed: true,
    items: Object.entries(diagnosticCodes).map(([code, { title }]) => ({
      text: `${code} ${title}`,
      link: `/reference/diagnostics/${code}`,
    })),
  },
  { text: "API of fw-config", link: "/reference/api/fw-config/" },
  { text: "API of almanac-core", link: "/reference/api/almanac-core/" },
];
