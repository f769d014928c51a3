import { onMounted, ref, type Ref } from "vue";

/**
 * Whether the page's program runs. The page is readable before that, but what a reader types into a field
 * until then would be lost: fields stay disabled until this is true.
 */
export function ready(): Ref<boolean> {
  const running = ref(false);
  onMounted(() => {
    running.value = true;
  });
  return running;
}
