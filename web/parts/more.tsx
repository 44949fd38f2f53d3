import { Button, Collapse } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useId } from "react";

interface MoreProps {
  label: string;
  startsOpen?: boolean;
  children: ReactNode;
}

/** What few need, behind a button that shows it. */
export function More({ label, startsOpen = false, children }: MoreProps) {
  const id = useId();
  const [open, { toggle }] = useDisclosure(startsOpen);
  return (
    <div>
      <Button
        variant="subtle"
        aria-expanded={open}
        aria-controls={id}
        leftSection={<ChevronDown size={16} aria-hidden className={open ? "turned" : ""} />}
        onClick={toggle}
      >
        {label}
      </Button>
      <Collapse expanded={open} id={id}>
        {children}
      </Collapse>
    </div>
  );
}
