import type { FastifyReply } from "fastify";
import type { Paper } from "./paper.ts";
import { renderPaper } from "./render-paper.ts";

/** Answers with a paper, which no cache keeps. */
export async function asPdf(reply: FastifyReply, name: "receipt" | "bill", paper: Paper): Promise<FastifyReply> {
  const pdf = await renderPaper(paper);
  return reply
    .type("application/pdf")
    .header("content-disposition", `inline; filename="${name}.pdf"`)
    .header("cache-control", "no-store")
    .send(pdf);
}
