import { onMounted, ref, watch, type Ref } from "vue";

/**
 * A text that outlives the page: it comes back after a click on a link, Back and a reload, in this tab only.
 * Without storage (a browser may refuse it) the text is simply not kept.
 *
 * @param key names the text within this site
 * @param initial what stands there on the first visit, and while the page is rendered
 */
export function remembered(key: string, initial: string): Ref<string> {
  const text = ref(initial);
  onMounted(() => {
    text.value = withStorage((storage) => storage.getItem(key)) ?? initial;
    watch(text, (value) => withStorage((storage) => storage.setItem(key, value)));
  });
  return text;
}

/** Storage that is refused or full throws; then the text lives as long as the page. */
function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(sessionStorage);
  } catch {
    return undefined;
  }
}
