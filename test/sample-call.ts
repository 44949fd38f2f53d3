/** One acceptable call of an operation. */
export interface SampleCall {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  body?: Record<string, unknown>;
}
