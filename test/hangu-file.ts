import { existsSync, readFileSync } from "node:fs";

const header =
  "ID,Session,Month,DayOfWeek,WorkingDay,AM_PM,Visit.No,Gender,M.Cancer,S.Cancer,StartTime,PayTime,Address,ServTime";

export interface HanguFile {
  bytes: Buffer;
  visits: number;
  paid: number;
  patients: number;
  dates: number;
  lastDate: string;
}

/** The real consultations where they are at hand (`HANGU_CSV`, or the shared data beside the project), else a few made-up ones. */
export function findHanguFile(): HanguFile {
  const path = [process.env["HANGU_CSV"], "../shared/data/hangu/Data.csv"].find((one) => one && existsSync(one));
  if (path === undefined) return makeHanguFile(20);
  return { bytes: readFileSync(path), visits: 6637, paid: 6358, patients: 2429, dates: 191, lastDate: "2019-12-28" };
}

/** A file of the same shape: Wednesday and Saturday mornings and afternoons, four visits each; every tenth visit is not paid. */
export function makeHanguFile(days: number): HanguFile {
  const wednesdays = "January,January,January,January,January,February,February,February,February,March".split(",");
  const saturdays = "January,January,January,January,February,February,February,February,March,March".split(",");
  const lines: string[] = [];
  let paid = 0;
  for (let day = 0; day < days; day++) {
    const [weekday, months] = day % 2 === 0 ? ["Wednesday", wednesdays] : ["Saturday", saturdays];
    for (const [half, name] of ["morning", "afternoon"].entries()) {
      for (let turn = 0; turn < 4; turn++) {
        const unpaid = lines.length % 10 === 9;
        if (!unpaid) paid++;
        const id = `H${String((lines.length * 7) % 50).padStart(9, "0")}`;
        const hour = half === 0 ? 8 + turn : 14 + turn;
        const gender = Number(id.slice(1)) % 2 === 0 ? "F" : "M";
        const times = `${hour}:31:40,${unpaid ? "" : `${hour}:44:28`},NA,691`;
        const month = months[Math.floor(day / 2)];
        lines.push(`${id},${day * 2 + half + 1},${month},${weekday},TRUE,${name},1,${gender},FALSE,FALSE,${times}`);
      }
    }
  }
  const patients = new Set(lines.map((line) => line.split(",")[0])).size;
  const lastDate = { 20: "2018-03-10" }[days] ?? "";
  return {
    bytes: Buffer.from(`${header}\n${lines.join("\n")}\n`),
    visits: lines.length,
    paid,
    patients,
    dates: days,
    lastDate,
  };
}
