/** Each traditional character of our Chinese texts, and the simplified one after it. */
const PAIRS =
  "週周時时鐘钟節节標标書书內内個个傳传統统們们讀读視视氣气開开黃黄經经當当間间運运與与宮宫規规則则違违錯错處处場场沒没還还換换決决誤误曆历農农國国閏闰動动躍跃連连續续計计數数" +
  "為为給给盤盘關关係系評评遞递減减對对種种順顺鄰邻兩两轉转變变適适無无應应卻却終终陽阳達达區区過过項项設设絕绝機机將将餘余這这該该從从斷断雖虽啟启顆颗線线別别見见" +
  "庫库預预隨随於于後后東东飛飞詳详樁桩號号準准遲迟貢贡諸诸說说欄栏納纳請请問问" +
  "裝装並并參参單单圖图報报夾夹實实寫写層层帶带張张撥拨擇择據据會会條条檔档殼壳畫画確确稱称範范紙纸結结綱纲緣缘緯纬繪绘腳脚舉举補补製制語语論论資资較较輸输進进遠远選选錶表陰阴頁页題题顯显騰腾點点";

const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  Array.from(PAIRS.matchAll(/(.)(.)/gu), ([, from = "", to = ""]) => [from, to]),
);

/** A text of ours in simplified characters; a test holds the table to every text. */
export function simplified(text: string): string {
  return Array.from(text, (character) => SIMPLIFIED.get(character) ?? character).join("");
}
