/** Mail services and access providers that give a mailbox to anybody, beside the families of `mailDomains.ts`. */
export const FREE_DOMAINS: readonly string[] = `
  gmx.us gmx.co.uk gmx.fr gmx.es gmx.it mail.de email.de mail.com email.com usa.com post.com europe.com asia.com dr.com
  consultant.com engineer.com myself.com iname.com techie.com writeme.com cheerful.com accountant.com lawyer.com
  tuta.com tuta.io tutanota.com tutanota.de tutamail.com keemail.me pm.me proton.me protonmail.ch mailfence.com
  posteo.net posteo.org posteo.eu posteo.at mailbox.org fastmail.com fastmail.fm fastmail.net fastmail.co.uk hey.com
  hushmail.com hush.com hushmail.me runbox.com startmail.com riseup.net disroot.org vivaldi.net kolabnow.com zohomail.com
  zohomail.eu zohomail.in yandex.com yandex.by yandex.kz yandex.ua ya.ru inbox.ru bk.ru list.ru internet.ru mail.ua ukr.net
  i.ua meta.ua bigmir.net email.ua tut.by abv.bg mail.bg dir.bg inbox.lv inbox.lt mail.ee hot.ee online.ee
  aliyun.com sina.com sina.cn sohu.com 139.com 189.cn wo.cn yeah.net foxmail.com vip.qq.com vip.163.com tom.com 21cn.com
  daum.net hanmail.net kakao.com nate.com rediffmail.com indiatimes.com sify.com in.com
  docomo.ne.jp ezweb.ne.jp softbank.ne.jp i.softbank.jp au.com ocn.ne.jp nifty.com biglobe.ne.jp so-net.ne.jp goo.ne.jp
  excite.co.jp infoseek.jp plala.or.jp dion.ne.jp ybb.ne.jp
  walla.com walla.co.il netvision.net.il 012.net.il bezeqint.net
  bellsouth.net pacbell.net swbell.net ameritech.net prodigy.net snet.net flash.net roadrunner.com rr.com twc.com
  spectrum.net brighthouse.com mchsi.com mediacombb.net cableone.net suddenlink.net wowway.com rcn.com optimum.net
  centurylink.net centurytel.net embarqmail.com q.com qwest.net frontiernet.net windstream.net netzero.net netzero.com
  peoplepc.com mindspring.com earthlink.net erols.com tds.net hughes.net fuse.net aim.com compuserve.com netscape.net
  bell.net sympatico.ca telus.net telusplanet.net rogers.com shaw.ca videotron.ca cogeco.ca eastlink.ca sasktel.net mts.net
  prodigy.net.mx infinitum.com.mx live.com.mx speedy.com.ar fibertel.com.ar arnet.com.ar ciudad.com.ar
  globomail.com bol.com.br ig.com.br r7.com oi.com.br zipmail.com.br superig.com.br pop.com.br veloxmail.com.br
  btopenworld.com talk21.com tesco.net virgin.net blueyonder.co.uk ntlworld.com plus.net plusnet.com talktalk.net
  tiscali.co.uk lineone.net freeserve.co.uk fsmail.net o2.co.uk sky.com eircom.net
  orange.fr wanadoo.fr laposte.net free.fr sfr.fr neuf.fr bbox.fr numericable.fr club-internet.fr aliceadsl.fr cegetel.net
  dbmail.com voila.fr gmx.fr noos.fr libertysurf.fr
  t-online.de web.de freenet.de arcor.de online.de alice.de kabelmail.de vodafone.de unitybox.de versanet.de aol.de
  magenta.de email.cz a1.net aon.at chello.at inode.at utanet.at kabsi.at bluewin.ch hispeed.ch sunrise.ch
  libero.it virgilio.it alice.it tin.it tim.it tiscali.it fastwebnet.it inwind.it iol.it poste.it email.it
  telefonica.net terra.es ono.com ya.com movistar.es telecable.es euskaltel.net orange.es
  sapo.pt netcabo.pt mail.telepac.pt clix.pt iol.pt
  telenet.be skynet.be proximus.be scarlet.be belgacom.net voo.be ziggo.nl kpnmail.nl kpnplanet.nl planet.nl home.nl
  hetnet.nl upcmail.nl chello.nl casema.nl quicknet.nl xs4all.nl live.nl tele2.nl zonnet.nl caiway.nl onsbrabantnet.nl
  telia.com bredband.net comhem.se spray.se tele2.se bahnhof.se online.no broadpark.no getmail.no frisurf.no
  tdcadsl.dk mail.dk jubii.dk ofir.dk stofanet.dk youmail.dk kolumbus.fi elisanet.fi luukku.com suomi24.fi pp.inet.fi
  wp.pl onet.pl onet.eu o2.pl interia.pl interia.eu poczta.onet.pl poczta.fm tlen.pl gazeta.pl op.pl vp.pl neostrada.pl
  seznam.cz email.cz post.cz centrum.cz atlas.cz volny.cz centrum.sk azet.sk zoznam.sk post.sk freemail.hu citromail.hu
  t-online.hu indamail.hu vipmail.hu net.hr siol.net email.si ptt.rs sbb.rs mts.rs yahoo.ro otenet.gr forthnet.gr hol.gr
  mynet.com superonline.com ttmail.com bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au westnet.com.au
  internode.on.net ozemail.com.au dodo.com.au xtra.co.nz slingshot.co.nz vodafone.co.nz orcon.net.nz clear.net.nz
  mweb.co.za telkomsa.net vodamail.co.za webmail.co.za absamail.co.za lantic.net iafrica.com
  singnet.com.sg starhub.net.sg pacific.net.sg netvigator.com hinet.net seed.net.tw pchome.com.tw streamyx.com tm.net.my
  duck.com mozmail.com privaterelay.appleid.com simplelogin.com anonaddy.com passmail.net
`
  .trim()
  .split(/\s+/);

/** In the packaged list and no mail service: companies, universities, examples. */
export const NOT_FREE: readonly string[] = `
  example.com test.com test.de yourdomain.com mydomain.com universal.pt nonexisted.nondomain dnsmadeeasy.com
  mail.bcu.ac.uk live.mdx.ac.uk live.vu.edu.au nus.edu.sg postmaster.co.uk easypost.com singpost.com
  mail-tester.com microsoft.com networksolutions.com washingtonpost.com huffpost.com box.com dropbox.com netflix.com
  netapp.com planet.com internet.com telecom.com mailchimp.com sendgrid.net mailgun.org boxoffice.com
`
  .trim()
  .split(/\s+/);
