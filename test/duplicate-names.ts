/**
 * Names with the ways in which desks write them, the own script first. The rules of duplicates were made with those of
 * `development`; those of `heldOut` only ever measure them: who mends a rule looks at the first list alone.
 */
export interface Names {
  /** Of one language each: names are not mixed within a person. */
  peoples: readonly { women: readonly Written[]; men: readonly Written[]; families: readonly Written[] }[];
}

export type Written = readonly string[];

const written = (names: string): Written[] => names.split(", ").map((name) => name.split("/"));

export const development: Names = {
  peoples: [
    {
      men: written(
        "محمد/Mohammed/Mohamed/Muhammad, محمود/Mahmoud/Mahmood, أحمد/Ahmed/Ahmad, حسن/Hassan/Hasan, حسين/Hussein/Hossein, يوسف/Youssef/Yousef/Yusuf, عبد الرحمن/Abdel Rahman/Abdelrahman/Abdurrahman, عمر/Omar/Umar",
      ),
      women: written("فاطمة/Fatma/Fatima, عائشة/Aisha/Aicha, منى/Mona/Muna, سارة/Sarah/Sara, أميرة/Amira/Ameera"),
      families: written(
        "السيد/Elsayed/El-Sayed/Al Sayed, الخطيب/El-Khatib/Alkhateeb, جمال/Gamal/Jamal, شريف/Sherif/Sharif, منصور/Mansour/Mansoor, سليمان/Soliman/Suleiman, فاروق/Farouk/Farooq, بدوي/Badawy/Badawi",
      ),
    },
    {
      men: written(
        "Γιώργος/Giorgos/Georgios/Yiorgos, Δημήτρης/Dimitris/Demetris, Νίκος/Nikos/Nicos, Χρήστος/Christos/Hristos, Κωνσταντίνος/Konstantinos/Constantinos, Αντώνης/Antonis",
      ),
      women: written("Μαρία/Maria, Ελένη/Eleni/Heleni, Αικατερίνη/Aikaterini/Ekaterini, Βασιλική/Vasiliki/Vassiliki"),
      families: written(
        "Παπαδόπουλος/Papadopoulos, Παπαδάκης/Papadakis, Οικονόμου/Oikonomou/Economou, Λάμπρου/Lambrou/Lamprou, Θεοδώρου/Theodorou, Αγγελόπουλος/Angelopoulos/Aggelopoulos, Γεωργίου/Georgiou, Ψαρράς/Psarras/Psaras",
      ),
    },
    {
      men: written("Jürgen/Juergen/Jurgen, Stefan/Stephan, Matthias/Mathias, Günther/Guenther/Gunter, Oliver, Pierre"),
      women: written("Käthe/Kaethe/Kathe, Sylvia/Silvia, Theresa/Teresa, Zoé/Zoe, Judith, Ulrike"),
      families: written("Schröder/Schroeder/Schroder, Meyer/Meier, Weiß/Weiss, Peters, Jäger/Jaeger, Hoffmann/Hofmann"),
    },
  ],
};

export const heldOut: Names = {
  peoples: [
    {
      men: written(
        "إبراهيم/Ibrahim/Ebrahim, خالد/Khaled/Khalid, مصطفى/Mostafa/Mustafa/Moustafa, أسامة/Osama/Usama, رؤوف/Raouf/Rauf, عبد الله/Abdullah/Abdallah/Abd Allah, عبد العزيز/Abdel Aziz/Abdulaziz, طارق/Tarek/Tariq, وليد/Walid/Waleed, آدم/Adam, كريم/Karim/Kareem, هشام/Hisham/Hesham",
      ),
      women: written(
        "خديجة/Khadija/Khadiga, مريم/Mariam/Maryam, هدى/Hoda/Huda, آية/Aya, إيمان/Eman/Iman, ليلى/Laila/Leila/Layla, نور/Nour/Noor, شيماء/Shaimaa/Shaymaa, زينب/Zeinab/Zainab/Zaynab, رُقَيَّة/Ruqayya/Rokaya",
      ),
      families: written(
        "المصري/El Masry/Al-Masri/Elmasry, النجار/El Naggar/Al-Najjar, إسماعيل/Ismail/Esmail/Ismael, الشامي/El Shamy/Al-Shami, بن علي/Ben Ali/Bin Ali, أبو زيد/Abou Zeid/Abu Zaid/Abouzeid, القاضي/El Kady/Al-Qadi, رمضان/Ramadan/Ramadhan, غانم/Ghanem/Ghanim, عثمان/Osman/Othman/Uthman, الجندي/El Gendy/Al-Jundi, ياسين/Yassin/Yaseen",
      ),
    },
    {
      men: written(
        "Παναγιώτης/Panagiotis/Panayiotis, Θεόδωρος/Theodoros/Theodore, Σπύρος/Spyros/Spiros, Ηλίας/Ilias/Elias, Άγγελος/Angelos/Aggelos, Χαράλαμπος/Charalampos/Haralambos, Ιωάννης/Ioannis/Yiannis, Αθανάσιος/Athanasios/Thanasis, Μιχάλης/Michalis/Mihalis, Ξενοφών/Xenofon/Xenophon",
      ),
      women: written(
        "Σοφία/Sofia/Sophia, Άννα/Anna, Χριστίνα/Christina/Hristina, Ευαγγελία/Evangelia/Evaggelia, Ζωή/Zoi/Zoe, Όλγα/Olga, Παρασκευή/Paraskevi, Ευτυχία/Eftychia/Eftihia, Δέσποινα/Despina/Despoina, Χρυσούλα/Chrysoula/Hrisoula",
      ),
      families: written(
        "Καραγιάννης/Karagiannis/Karayiannis, Νικολαΐδης/Nikolaidis/Nicolaides, Αντωνίου/Antoniou, Χατζηδάκης/Chatzidakis/Hatzidakis, Μαυροειδής/Mavroeidis/Mavroidis, Μπακογιάννης/Bakogiannis/Mpakogiannis, Ντόκος/Dokos/Ntokos, Ξενάκης/Xenakis, Ζαχαρίου/Zachariou/Zahariou, Γκόγκος/Gogos/Gkogkos, Τσακίρης/Tsakiris, Φωτίου/Fotiou/Photiou",
      ),
    },
    {
      men: written(
        "Łukasz/Lukasz/Lucas, José/Jose, François/Francois, Björn/Bjorn/Bjoern, Çağlar/Caglar, Mihály/Mihaly, Philipp/Filip, Andrzej/Andrej, Seán/Sean, Jan",
      ),
      women: written(
        "Małgorzata/Malgorzata, Begoña/Begona, Élodie/Elodie, Şeyma/Seyma, Katharina/Catharina/Katarina, Zsófia/Zsofia, Åsa/Asa/Aasa, Ana, Yvonne/Ivonne, Christel/Kristel",
      ),
      families: written(
        "Müller/Mueller/Muller, Núñez/Nunez, Wiśniewski/Wisniewski, Yılmaz/Yilmaz, O’Brien/OBrien/O'Brien, Østergaard/Ostergaard, García López/Garcia Lopez, van der Berg/Vanderberg/Van Den Berg, Kovács/Kovacs, Lefèvre/Lefevre, Becker, Şahin/Sahin",
      ),
    },
    {
      men: written("නිමල්/Nimal, සුනිල්/Sunil, කසුන්/Kasun, චමින්ද/Chaminda, රුවන්/Ruwan, දිනේෂ්/Dinesh"),
      women: written("කුමාරි/Kumari, නදීෂා/Nadeesha, ඉෂාරා/Ishara, මාලනී/Malani, අනෝමා/Anoma"),
      families: written("සිල්වා/Silva, පෙරේරා/Perera, ජයවර්ධන/Jayawardena, බණ්ඩාර/Bandara, විජේසිංහ/Wijesinghe"),
    },
  ],
};
