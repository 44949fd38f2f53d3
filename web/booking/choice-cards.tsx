import { Group, Radio, SimpleGrid, Text } from "@mantine/core";

interface Choice {
  value: string;
  label: string;
  note?: string | undefined;
}

interface ChoiceCardsProps {
  label: string;
  choices: Choice[];
  value: string | null;
  choose: (value: string) => void;
}

/** One of several, as large touch targets; arrow keys move between them. */
export function ChoiceCards({ label, choices, value, choose }: ChoiceCardsProps) {
  return (
    <Radio.Group label={label} value={value} onChange={choose} labelProps={{ mb: "xs", fw: 600 }}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
        {choices.map((choice) => (
          <Radio.Card key={choice.value} value={choice.value} p="sm" className="choice" aria-label={choice.label}>
            <Group wrap="nowrap" align="start">
              <Radio.Indicator />
              <div className="grow">
                <Text fw={600}>
                  <bdi>{choice.label}</bdi>
                </Text>
                {choice.note && (
                  <Text size="sm" c="var(--quiet-text)">
                    <bdi>{choice.note}</bdi>
                  </Text>
                )}
              </div>
            </Group>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  );
}
