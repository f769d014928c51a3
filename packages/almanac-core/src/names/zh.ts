import {
  type CharacterNames,
  list,
  type Names,
  pairNames,
  starNames,
  type StarNames,
} from "./names.ts";

const stems = /*#__PURE__*/ Array.from("甲乙丙丁戊己庚辛壬癸");
const branches = /*#__PURE__*/ Array.from("子丑寅卯辰巳午未申酉戌亥");
const pairs = /*#__PURE__*/ pairNames(stems, branches, "");

const HANT_COMPASS: Names["compass"] = {
  N: "北",
  NE: "東北",
  E: "東",
  SE: "東南",
  S: "南",
  SW: "西南",
  W: "西",
  NW: "西北",
};
const HANS_COMPASS: Names["compass"] = { ...HANT_COMPASS, NE: "东北", E: "东", SE: "东南" };

const pinyinStems = /*#__PURE__*/ list("jiǎ, yǐ, bǐng, dīng, wù, jǐ, gēng, xīn, rén, guǐ");
const pinyinBranches = /*#__PURE__*/ list(
  "zǐ, chǒu, yín, mǎo, chén, sì, wǔ, wèi, shēn, yǒu, xū, hài",
);

const PINYIN: CharacterNames = {
  stems: pinyinStems,
  branches: pinyinBranches,
  pairs: /*#__PURE__*/ pairNames(pinyinStems, pinyinBranches, " "),
  stars: /*#__PURE__*/ starNames(
    "yī bái shuǐ, èr hēi tǔ, sān bì mù, sì lǜ mù, wǔ huáng tǔ, liù bái jīn, qī chì jīn, bā bái tǔ, jiǔ zǐ huǒ",
    1,
  ),
  terms: /*#__PURE__*/ list(
    "xiǎohán, dàhán, lìchūn, yǔshuǐ, jīngzhé, chūnfēn, qīngmíng, gǔyǔ, lìxià, xiǎomǎn, mángzhòng, xiàzhì, xiǎoshǔ, dàshǔ, lìqiū, chǔshǔ, báilù, qiūfēn, hánlù, shuāngjiàng, lìdōng, xiǎoxuě, dàxuě, dōngzhì",
  ),
};

/** The names in traditional characters. */
export const ZH_HANT: Names = {
  language: "zh-Hant",
  stems,
  branches,
  pairs,
  stars: /*#__PURE__*/ hanStarNames("白黑碧綠黃白赤白紫"),
  terms: /*#__PURE__*/ list(
    "小寒, 大寒, 立春, 雨水, 驚蟄, 春分, 清明, 穀雨, 立夏, 小滿, 芒種, 夏至, 小暑, 大暑, 立秋, 處暑, 白露, 秋分, 寒露, 霜降, 立冬, 小雪, 大雪, 冬至",
  ),
  elements: { wood: "木", fire: "火", earth: "土", metal: "金", water: "水" },
  colours: {
    white: "白",
    black: "黑",
    blue: "碧",
    green: "綠",
    yellow: "黃",
    red: "赤",
    burgundy: "紫",
  },
  cells: { ...HANT_COMPASS, C: "中宮" },
  compass: HANT_COMPASS,
  halves: { yang: "陽遁", yin: "陰遁" },
  epochs: { upper: "上元", middle: "中元", lower: "下元" },
  mansions: {
    "life-generation": "生氣",
    "heaven-doctor": "天醫",
    "long-age": "延年",
    return: "伏位",
    harm: "禍害",
    "six-evils": "六煞",
    "five-ghosts": "五鬼",
    death: "絕命",
  },
  nayin: /*#__PURE__*/ list(
    "海中金, 爐中火, 大林木, 路旁土, 劍鋒金, 山頭火, 澗下水, 城頭土, 白蠟金, 楊柳木, 泉中水, 屋上土, 霹靂火, 松柏木, 長流水, 沙中金, 山下火, 平地木, 壁上土, 金箔金, 覆燈火, 天河水, 大驛土, 釵釧金, 桑柘木, 大溪水, 沙中土, 天上火, 石榴木, 大海水",
  ),
  tenRelations: /*#__PURE__*/ list("比肩, 劫財, 食神, 傷官, 偏財, 正財, 七殺, 正官, 偏印, 正印"),
  trigrams: { NE: "艮", SE: "巽", SW: "坤", NW: "乾" },
  afflictions: {
    "five-yellow": "五黃",
    "tai-sui": "太歲",
    "sui-po": "歲破",
    "three-killings": "三煞",
  },
  fortune: "運",
  held: "不動",
  pinyin: PINYIN,
};

/** The names in simplified characters. */
export const ZH_HANS: Names = {
  language: "zh-Hans",
  stems,
  branches,
  pairs,
  stars: /*#__PURE__*/ hanStarNames("白黑碧绿黄白赤白紫"),
  terms: /*#__PURE__*/ list(
    "小寒, 大寒, 立春, 雨水, 惊蛰, 春分, 清明, 谷雨, 立夏, 小满, 芒种, 夏至, 小暑, 大暑, 立秋, 处暑, 白露, 秋分, 寒露, 霜降, 立冬, 小雪, 大雪, 冬至",
  ),
  elements: { wood: "木", fire: "火", earth: "土", metal: "金", water: "水" },
  colours: {
    white: "白",
    black: "黑",
    blue: "碧",
    green: "绿",
    yellow: "黄",
    red: "赤",
    burgundy: "紫",
  },
  cells: { ...HANS_COMPASS, C: "中宫" },
  compass: HANS_COMPASS,
  halves: { yang: "阳遁", yin: "阴遁" },
  epochs: { upper: "上元", middle: "中元", lower: "下元" },
  mansions: {
    "life-generation": "生气",
    "heaven-doctor": "天医",
    "long-age": "延年",
    return: "伏位",
    harm: "祸害",
    "six-evils": "六煞",
    "five-ghosts": "五鬼",
    death: "绝命",
  },
  nayin: /*#__PURE__*/ list(
    "海中金, 炉中火, 大林木, 路旁土, 剑锋金, 山头火, 涧下水, 城头土, 白蜡金, 杨柳木, 泉中水, 屋上土, 霹雳火, 松柏木, 长流水, 沙中金, 山下火, 平地木, 壁上土, 金箔金, 覆灯火, 天河水, 大驿土, 钗钏金, 桑柘木, 大溪水, 沙中土, 天上火, 石榴木, 大海水",
  ),
  tenRelations: /*#__PURE__*/ list("比肩, 劫财, 食神, 伤官, 偏财, 正财, 七杀, 正官, 偏印, 正印"),
  trigrams: { NE: "艮", SE: "巽", SW: "坤", NW: "乾" },
  afflictions: {
    "five-yellow": "五黄",
    "tai-sui": "太岁",
    "sui-po": "岁破",
    "three-killings": "三煞",
  },
  fortune: "运",
  held: "不动",
  pinyin: PINYIN,
};

function hanStarNames(colours: string): readonly StarNames[] {
  const numbers = "一二三四五六七八九";
  const elements = "水土木木土金金土火";
  return Array.from(colours).map((colour, i) => ({
    full: `${numbers[i]}${colour}${elements[i]}`,
    name: `${numbers[i]}${colour}`,
    short: `${i + 1}-${colour}`,
  }));
}
