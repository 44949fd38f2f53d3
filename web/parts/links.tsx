import {
  ActionIcon,
  Anchor,
  Button,
  NavLink,
  type ActionIconProps,
  type AnchorProps,
  type ButtonProps,
  type NavLinkProps,
} from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

type Html = Omit<
  AnchorHTMLAttributes<HTMLAnchorElement>,
  keyof ActionIconProps | keyof ButtonProps | keyof AnchorProps | keyof NavLinkProps
>;
type WithRef<Props> = Html & Props & { ref?: Ref<HTMLAnchorElement> };

/** The kit's controls as links of the router: their addresses and parameters are typed. */
export const AnchorLink = createLink((props: WithRef<AnchorProps>) => <Anchor {...props} />);
export const ButtonLink = createLink((props: WithRef<ButtonProps>) => <Button component="a" {...props} />);
export const NavigationLink = createLink((props: WithRef<NavLinkProps>) => <NavLink component="a" {...props} />);
export const ActionLink = createLink((props: WithRef<ActionIconProps>) => <ActionIcon component="a" {...props} />);
