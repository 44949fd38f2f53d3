import { NumberInput, SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { usualWeights } from "../../src/matching/schemas.ts";
import { More } from "../parts/more.tsx";
import { useDesk } from "../shell/desk.tsx";
import { runWeights } from "./weight-values.ts";

/** How much each thing that is given up matters to a run. */
export function WeightFields({ input }: { input: (field: string) => object }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  return (
    <More label={t("plans.weights.title")}>
      <Text size="sm" mt="xs">
        {t("plans.weights.hint")}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="xs">
        {runWeights.map((name) => (
          <NumberInput
            key={name}
            label={t(`plans.weights.${name}`)}
            description={t("plans.weights.usual", { number: formats.number(usualWeights[name]) })}
            inputWrapperOrder={["label", "input", "description", "error"]}
            min={0}
            allowDecimal={false}
            clampBehavior="none"
            {...input(`weights.${name}`)}
          />
        ))}
      </SimpleGrid>
    </More>
  );
}
