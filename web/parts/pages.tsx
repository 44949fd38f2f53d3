import { Button, Center } from "@mantine/core";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Failed, Loading } from "./states.tsx";

interface PagesProps<Item> {
  query: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>>;
  /** What to show when there is nothing. */
  none: ReactNode;
  children: (items: Item[]) => ReactNode;
}

/** A list that comes page after page: what is there so far, and a button for more. */
export function Pages<Item>({ query, none, children }: PagesProps<Item>) {
  const { t } = useTranslation();
  if (query.isPending) return <Loading rows={6} />;
  if (query.isError && !query.data) return <Failed error={query.error} retry={() => void query.refetch()} />;
  const items = query.data?.pages.flatMap((one) => one.items) ?? [];
  if (items.length === 0) return <>{none}</>;
  return (
    <>
      {children(items)}
      {query.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("action.more")}
          </Button>
        </Center>
      )}
    </>
  );
}
