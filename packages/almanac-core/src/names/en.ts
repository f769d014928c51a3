import { list, type Names, pairNames, starNames } from "./names.ts";

const stems = /*#__PURE__*/ list("Jia, Yi, Bing, Ding, Wu, Ji, Geng, Xin, Ren, Gui");
const branches = /*#__PURE__*/ list(
  "Rat, Ox, Tiger, Rabbit, Dragon, Snake, Horse, Sheep, Monkey, Cock, Dog, Pig",
);

/** The authors' own English names; terms that their articles do not name follow their style. */
export const EN: Names = {
  language: "en",
  stems,
  branches,
  pairs: /*#__PURE__*/ pairNames(stems, branches, "-"),
  stars: /*#__PURE__*/ starNames(
    "White One Water, Black Two Earth, Blue Three Wood, Green Four Wood, Yellow Five Earth, White Six Metal, Red Seven Metal, White Eight Earth, Burgundy Nine Fire",
    0,
  ),
  terms: /*#__PURE__*/ list(
    "Slight Cold, Great Cold, Spring starts, Rain Water, Insects awaken, Spring Equinox, Clear Bright, Grain Rain, Summer starts, Grain full, Grain in ear, Summer Solstice, Slight Heat, Great Heat, Autumn starts, Heat ends, White Dew, Autumn Equinox, Cold Dew, Frost descends, Winter starts, Light Snow, Great Snow, Winter Solstice",
  ),
  elements: { wood: "Wood", fire: "Fire", earth: "Earth", metal: "Metal", water: "Water" },
  colours: {
    white: "White",
    black: "Black",
    blue: "Blue",
    green: "Green",
    yellow: "Yellow",
    red: "Red",
    burgundy: "Burgundy",
  },
  cells: {
    N: "North",
    NE: "Northeast",
    E: "East",
    SE: "Southeast",
    S: "South",
    SW: "Southwest",
    W: "West",
    NW: "Northwest",
    C: "Heaven Center",
  },
  compass: { N: "N", NE: "NE", E: "E", SE: "SE", S: "S", SW: "SW", W: "W", NW: "NW" },
  halves: { yang: "yang", yin: "yin" },
  epochs: { upper: "Upper Epoch", middle: "Middle Epoch", lower: "Lower Epoch" },
  mansions: {
    "life-generation": "Life Generation",
    "heaven-doctor": "Heaven Doctor",
    "long-age": "Long Age",
    return: "Return",
    harm: "Harm",
    "six-evils": "Six Evils",
    "five-ghosts": "Five Ghosts",
    death: "Death",
  },
  nayin: /*#__PURE__*/ list(
    "Metal in the Sea, Fire in the Furnace, Wood of the Great Forest, Earth by the Road, Metal of the Sword's Edge, Fire on the Mountain Top, Water under the Ravine, Earth on the City Wall, Metal of White Wax, Wood of the Willow, Water in the Spring, Earth on the Roof, Fire of the Thunderbolt, Wood of Pine and Cypress, Water of the Long Stream, Metal in the Sand, Fire under the Mountain, Wood of the Plain, Earth on the Wall, Metal of Gold Leaf, Fire of the Covered Lamp, Water of the River of Heaven, Earth of the Great Post Road, Metal of the Hairpin, Wood of the Mulberry, Water of the Great Brook, Earth in the Sand, Fire in the Sky, Wood of the Pomegranate, Water of the Great Sea",
  ),
  tenRelations: /*#__PURE__*/ list(
    "Friend, Rob Wealth, Eating God, Hurting Officer, Indirect Wealth, Direct Wealth, Seven Killings, Direct Officer, Indirect Resource, Direct Resource",
  ),
  trigrams: { NE: "Gen", SE: "Xun", SW: "Kun", NW: "Qian" },
  afflictions: {
    "five-yellow": "Five Yellow",
    "tai-sui": "Tai Sui",
    "sui-po": "Sui Po",
    "three-killings": "Three Killings",
  },
  fortune: "Fortune",
  held: "held",
};
