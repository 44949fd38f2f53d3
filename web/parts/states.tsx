import { Alert, Button, EmptyState, Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { CircleAlert, Inbox, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { messageOf } from "../api/problem.ts";

/** Grey bars where the content will be. */
export function Loading({ rows = 4, height = 48 }: { rows?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" aria-busy="true">
      <VisuallyHidden role="status">{t("state.loading")}</VisuallyHidden>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={height} />
      ))}
    </Stack>
  );
}

export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" icon={<CircleAlert size={20} aria-hidden />} title={t("state.failed")} role="alert">
      <Stack gap="sm" align="start">
        {messageOf(error, t)}
        {retry && (
          <Button variant="default" leftSection={<RotateCw size={16} aria-hidden />} onClick={retry}>
            {t("state.retry")}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

export function Nothing({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <EmptyState py="xl" icon={<Inbox size={36} aria-hidden />} title={title} description={hint}>
      {children}
    </EmptyState>
  );
}

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  loading?: ReactNode;
  /** What to show instead when this says that there is nothing. */
  empty?: (data: Data) => ReactNode;
  children: (data: Data) => ReactNode;
}

/** What a query brought: bars while it runs, the failure with a retry, or the content. Old content stays while it refreshes. */
export function Loaded<Data>({ query, loading, empty, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return <>{empty?.(query.data) || children(query.data)}</>;
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <>{loading ?? <Loading />}</>;
}
