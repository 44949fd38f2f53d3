import {
  Badge,
  Button,
  Card,
  createTheme,
  Drawer,
  Modal,
  NavLink,
  NumberInput,
  Paper,
  PasswordInput,
  Select,
  Textarea,
  TextInput,
  type MantineColorsTuple,
} from "@mantine/core";

const tide: MantineColorsTuple = [
  "#e9f6f6",
  "#d3eaeb",
  "#a6d4d6",
  "#76bdc0",
  "#50a9ae",
  "#389da2",
  "#1f9097",
  "#128087",
  "#06747b",
  "#00595f",
];

/** Touch targets are at least 40 px high; text on colour keeps a contrast of 4.5. */
export const theme = createTheme({
  primaryColor: "tide",
  primaryShade: { light: 8, dark: 8 },
  colors: { tide },
  autoContrast: true,
  defaultRadius: "md",
  cursorType: "pointer",
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: "650", sizes: { h1: { fontSize: "1.5rem" }, h2: { fontSize: "1.125rem" } } },
  components: {
    Badge: Badge.extend({ defaultProps: { variant: "light", radius: "sm", tt: "none", fw: 600 } }),
    Button: Button.extend({ defaultProps: { size: "sm" }, styles: { root: { minBlockSize: "2.5rem" } } }),
    Card: Card.extend({ defaultProps: { withBorder: true, padding: "md" } }),
    Paper: Paper.extend({ defaultProps: { withBorder: true } }),
    NavLink: NavLink.extend({ styles: { root: { borderRadius: "var(--mantine-radius-md)", minBlockSize: "2.5rem" } } }),
    Modal: Modal.extend({ defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.4 } } }),
    Drawer: Drawer.extend({ defaultProps: { position: "right", overlayProps: { backgroundOpacity: 0.25 } } }),
    TextInput: TextInput.extend({ styles: { input: { minBlockSize: "2.5rem" } } }),
    PasswordInput: PasswordInput.extend({ styles: { input: { minBlockSize: "2.5rem" } } }),
    NumberInput: NumberInput.extend({ styles: { input: { minBlockSize: "2.5rem" } } }),
    Textarea: Textarea.extend({ defaultProps: { autosize: true, minRows: 2 } }),
    Select: Select.extend({
      defaultProps: { allowDeselect: false, checkIconPosition: "right" },
      styles: { input: { minBlockSize: "2.5rem" } },
    }),
  },
});
