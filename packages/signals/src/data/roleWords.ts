/**
 * Role words the packaged list (role-based-email-addresses 3.1.0) lacks: RFC 2142 mailboxes, security and privacy contacts,
 * and what offices outside the English-speaking world call theirs. Spelled as in addresses: no accents.
 */
export const MORE_ROLE_WORDS = words(`
  info marketing sales support abuse noc security postmaster hostmaster usenet news webmaster www uucp ftp
  csirt cert psirt soc dpo gdpr privacy-policy dataprotection compliance-team oncall sre kyc aml fraud safety
  accountsreceivable publicrelations publicaffairs mediarelations remittance tenders tender rfq rfp quote quotation quotations vendor supplier suppliers estimating
  parish rectory chaplaincy bursar bookkeeping bookkeeper payables receivables claims underwriting dispatcher showroom
  workshop spa restaurant bar golf banqueting groups housekeeping frontoffice rooms ticketing boxoffice membership
  returns refunds warranty rma spares servicedepartment enquires general-enquiries generalenquiries mailroom concierge
  careers-team hiring-team vacancies vacancy apply resumes resume cv cvs payroll-team ithelpdesk servicedesk
  automailer automated-reply bounce bounces mailerdaemon mdaemon noreplay dontreply nepasrepondre keineantwort
  subscribe-me unsubscribes optout opt-out listserver listadmin listowner

  vertrieb empfang rechnung rechnungen rechnungseingang buchhaltung bewerbung bewerbungen personal personalabteilung
  einkauf verwaltung geschaeftsfuehrung geschaeftsleitung praxis kanzlei redaktion anfrage anfragen bestellungen
  datenschutz datenschutzbeauftragter impressum versand lager werkstatt kundendienst kundenservice poststelle
  gemeinde stadt rathaus pfarramt pfarrbuero gemeindebuero sekretariat hausverwaltung notdienst reservierung
  reservierungen termine terminvergabe beratung angebot angebote mahnung inkasso verein vorstandschaft kasse
  kassenwart schriftfuehrer jugendwart ausbildung buero mitglieder mitgliederverwaltung spenden stoerung 

  accueil commande commandes devis facturation facture factures comptabilite secretariat mairie rh recrutement
  reservations serviceclients sav achats livraison logistique communication renseignements inscription inscriptions
  candidature candidatures emploi administratif gestion standard adherents adhesion boutique magasin atelier agence

  atencion atencioncliente atencionalcliente pedidos facturas cobros proveedores recepcionista gerente secretariageneral
  ayuda citas tienda taller administraciones rrhh-madrid empleo cv-empleo prensa comunicaciones secretariado tesorero
  facturacionelectronica cobranzas cobranza cuentas contactoweb consultas reclamos reclamaciones mesadepartes

  vendite acquisti segreteria ordine fatture fatturazione preventivi ufficio direzionegenerale contabile contatti
  assistenzaclienti prenotazioni prenotazione ufficiostampa ufficiotecnico ufficiocommerciale ufficioacquisti personale
  magazzino clienti fornitori iscrizioni parrocchia comune scuola pec redazioneweb candidature

  vendas compras financeiro faturacao contabilidade geral secretaria atendimentoaocliente suporte orcamento orcamentos
  cobranca comercialvendas recrutamento rh reservas encomendas loja assistenciatecnica ouvidoria licitacao nfe

  verkoop inkoop administratie receptie klantenservice boekhouding facturen facturatie secretariaat bestellingen
  planning directie vacatures aanvraag afspraak afspraken debiteuren crediteuren ledenadministratie bestuur
  penningmeester reserveringen werkplaats magazijn klantendienst onthaal boekhouder

  biuro sprzedaz ksiegowosc kadry zamowienia rekrutacja sklep serwis reklamacje rezerwacje rezerwacja recepcja sekretariat
  handlowy obsluga obslugaklienta pomoc faktury biuroobslugi handel praca marketing-pl zakupy dyrekcja szkola parafia
  obchod objednavky ucetni podpora recepce prodej fakturace fakturacia uctaren objednavka rezervace predaj obchodne
  sekretariaat iroda ertekesites ugyfelszolgalat konyveles penzugy megrendeles rendeles szerviz foglalas titkarsag
  vanzari contabilitate comenzi secretariat facturare rezervari resurseumane birou
  prodaja racunovodstvo nabava narudzbe tajnistvo rezervacije racunovodja servis podrska uprava

  kundtjanst kundservice kundeservice salg forsaljning ekonomi faktura fakturor regnskab bogholderi kontoret bestilling
  okonomi personalavdelning order ordre bokning booking-se reception medlem kansli kansliet styrelsen styrelse
  styret formand kasserer kassor ordforande sekretariatet vaktmester resepsjon
  myynti asiakaspalvelu laskutus toimisto tilaukset huolto myyntipalvelu varaukset rekry

  bilgi satis muhasebe destek iletisim insankaynaklari ik siparis musterihizmetleri pazarlama satinalma teknik
  zakaz zakazy prodazhi sbyt buh buhgalteria otdel kadry priemnaya sekretar magazin sklad snab reklama zakupki
  rabota vakansii rezume buhgalter direktor abonent
  pwliseis logistirio grammateia paraggelies exypiretisi
  kefu xiaoshou caiwu renshi shichang caigou zhaopin
  eigyo soumu toiawase saiyo kouhou jinji
  layanan penjualan keuangan pengaduan humas cskh tuyendung kinhdoanh ketoan lienhe
`);

/**
 * What the packaged list takes for roles though it is as often a person: given names and surnames, cities as surnames or
 * pet names, two letters that are initials, years, and what people type to fill a field.
 */
export const PERSONAL_WORDS = words(`
  alexa alla gardner paris sydney denver berlin boston montreal seattle chicago london india france china europe
  captain captains chef angels smile time ladies women random asd asdf asdasd aaa abc null none 123 fun football music
  head mayor pastor crew core ideas lunch culture hackers geeks rockstars friends family owners
  bd ca cm la lt mt ny pd pm ta us uk ap sf ux
  2015 2016 2017 2018 2019 2020 2021 2022 2023 2024 2025 2026 2027 2028 2029 2030
`);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
