/** The names of keys that qemu knows and a keyboard has (QKeyCode, QEMU QMP Reference Manual). */
export const qcodes: ReadonlySet<string> = new Set(
  [
    "shift shift_r alt alt_r ctrl ctrl_r meta_l meta_r menu compose",
    "esc tab ret spc backspace caps_lock num_lock scroll_lock print sysrq pause",
    "insert delete home end pgup pgdn left right up down",
    "1 2 3 4 5 6 7 8 9 0 a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 f11 f12",
    "minus equal bracket_left bracket_right semicolon apostrophe grave_accent backslash",
    "comma dot slash less",
    "kp_0 kp_1 kp_2 kp_3 kp_4 kp_5 kp_6 kp_7 kp_8 kp_9",
    "kp_divide kp_multiply kp_subtract kp_add kp_enter kp_decimal kp_comma kp_equals",
    "stop again props undo front copy open paste find cut lf help",
    "ro hiragana henkan yen katakanahiragana muhenkan lang1 lang2",
    "power sleep wake audionext audioprev audiostop audioplay audiomute volumeup volumedown",
    "mediaselect mail calculator computer",
    "ac_home ac_back ac_forward ac_refresh ac_bookmarks",
  ].flatMap((line) => line.split(" ")),
);

/** What people call keys that qemu has another name for. */
export const keyAliases: ReadonlyMap<string, string> = new Map([
  ["control", "ctrl"],
  ["super", "meta_l"],
  ["meta", "meta_l"],
  ["win", "meta_l"],
  ["altgr", "alt_r"],
  ["enter", "ret"],
  ["return", "ret"],
  ["escape", "esc"],
  ["space", "spc"],
  ["del", "delete"],
  ["ins", "insert"],
  ["pageup", "pgup"],
  ["pagedown", "pgdn"],
  ["period", "dot"],
  ["backtick", "grave_accent"],
  ["prtsc", "print"],
]);
