import { DataList } from "@mantine/core";
import type { ReactNode } from "react";

/** One line of a list of facts: what it is, and what is known of it in its own direction. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue>
        <bdi>{children}</bdi>
      </DataList.ItemValue>
    </DataList.Item>
  );
}
