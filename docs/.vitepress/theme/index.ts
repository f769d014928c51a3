import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme";
import { defineAsyncComponent } from "vue";

// Loaded by the page that has a playground, not by every page.
export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component(
      "ConfigPlayground",
      defineAsyncComponent(() => import("../components/ConfigPlayground.vue")),
    );
    app.component(
      "DayPlayground",
      defineAsyncComponent(() => import("../components/DayPlayground.vue")),
    );
  },
} satisfies Theme;
