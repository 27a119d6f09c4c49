/** Names written in syllables are made from their syllables: three countries in three tables instead of three long lists. */

const PINYIN_SURNAMES =
  'wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang feng deng cao peng zeng xiao tian dong yuan pan yu jiang cai wei du ye cheng su lu ding ren shen yao zhong cui tan fan liao shi jin jia xia fu fang bai zou meng xiong qin qiu hou yin xue lei long duan hao kong shao mao wan gu lai wong chan cheung leung lau lam tsang kwok yip chow fung tse';
const PINYIN_GIVEN =
  'wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao xiu xia ping gang gui ying hua yu xin bin bo cheng dan dong fei feng guo hai hao heng hong hui jian jia jin jing kai kun lan lin long mei meng nan ning peng qi qin qing rong rui shan shu si song ting tian wen xi xiang xiao xue ya yi yuan yue yun zhen zhi zhong zhou zi ze han han chen xuan zhe lu xu';
const KOREAN_SURNAMES =
  'kim lee park choi jung kang cho yoon jang lim han oh seo shin kwon hwang ahn song jeon hong yoo ko moon yang bae baek heo nam shim noh ha kwak sung cha joo woo koo min ryu na jin ji';
const KOREAN_GIVEN =
  'min jun ji hyun seo yeon woo young hee soo jin kyung hye eun joon sung ho dong hyuk chul seok jae won tae yoon na ra mi sun ah yun bin chan gyu hwan ki kwang myung sang seung byung hyo in jong';
const JAPANESE_SURNAMES =
  'sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi matsumoto inoue kimura hayashi shimizu yamazaki mori abe ikeda hashimoto yamashita ishikawa nakajima maeda fujita ogawa goto okada hasegawa murakami kondo ishii saito sakamoto endo aoki fujii nishimura fukuda ota miura fujiwara okamoto matsuda nakagawa nakano harada ono tamura takeuchi kaneko wada nakayama ishida ueda morita hara shibata sakai kudo yokoyama miyazaki miyamoto uchida takagi ando taniguchi ohno maruyama imai takada fujimoto takeda murata ueno sugiyama masuda sugawara hirano kojima otsuka chiba kubo matsui iwasaki sakurai kinoshita noguchi matsuo nomura kikuchi sano onishi sugimoto arai hamada';
const JAPANESE_GIVEN =
  'hiroshi takashi kenji satoshi kazuya naoki daisuke takuya kenta shota tsubasa ryota yuki haruto sota yuto riku hayato kaito ren akira makoto minoru shigeru isamu noboru osamu toshio yoshio kazuo tetsuya shinji koji yuji masashi tomohiro yusuke ryosuke shunsuke keisuke yoko keiko kazuko sachiko yoshiko michiko emiko junko akiko naoko mayumi yumi kumiko tomoko ayumi megumi kaori miki ai misaki ayaka haruka miyu rin hina aoi sakura yui riko mio nanami chihiro momoko';

/** About 11,000 names: every surname and given name of a country side by side, two-syllable given names among them. */
export function asianNames(): string[] {
  return [
    ...joined(PINYIN_SURNAMES, PINYIN_GIVEN),
    ...joined(PINYIN_GIVEN, PINYIN_GIVEN).filter((_, at) => at % 3 === 0),
    ...joined(KOREAN_SURNAMES, KOREAN_GIVEN).filter((_, at) => at % 3 === 0),
    ...joined(KOREAN_GIVEN, KOREAN_GIVEN).filter((_, at) => at % 3 === 0),
    ...words(JAPANESE_SURNAMES),
    ...words(JAPANESE_GIVEN),
    ...joined(JAPANESE_GIVEN, JAPANESE_SURNAMES).filter((_, at) => at % 17 === 0),
  ];
}

function joined(first: string, second: string): string[] {
  return words(first).flatMap((left) => words(second).map((right) => left + right));
}

function words(text: string): string[] {
  return text.split(' ');
}
