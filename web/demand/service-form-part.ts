import type { UseFormReturnType } from "@mantine/form";
import type { ServiceValues } from "./service-values.ts";

/** The form of a service, of which each section shows a part. */
export type ServiceForm = UseFormReturnType<ServiceValues>;
