//! Which addresses belong to the public internet. The tables are those of IANA's registries of special-purpose addresses;
//! where a range is of no use to anybody who shows work to the public, it counts as not public.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Blocks of IPv4 that are not public: the first address, and how many bits are fixed.
const NOT_PUBLIC_V4: &[([u8; 4], u32)] = &[
    ([0, 0, 0, 0], 8),       // this network
    ([10, 0, 0, 0], 8),      // private
    ([100, 64, 0, 0], 10),   // shared behind a carrier's translation
    ([127, 0, 0, 0], 8),     // loopback
    ([169, 254, 0, 0], 16),  // link-local, where clouds keep their metadata
    ([172, 16, 0, 0], 12),   // private
    ([192, 0, 0, 0], 24),    // protocol assignments
    ([192, 0, 2, 0], 24),    // documentation
    ([192, 88, 99, 0], 24),  // relays of 6to4, given up
    ([192, 168, 0, 0], 16),  // private
    ([198, 18, 0, 0], 15),   // benchmarks
    ([198, 51, 100, 0], 24), // documentation
    ([203, 0, 113, 0], 24),  // documentation
    ([224, 0, 0, 0], 4),     // multicast
    ([240, 0, 0, 0], 4),     // reserved, with broadcast at its end
];

/// The only block of IPv6 from which public addresses are given out.
const GIVEN_OUT_V6: (u128, u32) = (0x2000 << 112, 3);

/// Blocks within it that are not public. 6to4 and Teredo lead to an IPv4 address that they hold inside; both are given up.
const NOT_PUBLIC_V6: &[(u128, u32)] = &[
    (0x2001 << 112, 23), // protocol assignments: Teredo, benchmarks, ORCHID
    ((0x2001 << 112) | (0x0db8 << 96), 32), // documentation
    (0x2002 << 112, 16), // 6to4
    (0x3fff << 112, 20), // documentation
];

/// Whether everybody on the internet could reach the address.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match inside(address) {
            Some(inner) => is_public_v4(inner),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = u32::from(address);
    !NOT_PUBLIC_V4
        .iter()
        .any(|(first, fixed)| (bits ^ u32::from(Ipv4Addr::from(*first))) >> (32 - fixed) == 0)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let bits = u128::from(address);
    let within = |(first, fixed): (u128, u32)| (bits ^ first) >> (128 - fixed) == 0;
    within(GIVEN_OUT_V6) && !NOT_PUBLIC_V6.iter().any(|block| within(*block))
}

/// The IPv4 address that is meant: of a mapped address, and of one that NAT64 makes of a public IPv4 address in networks that
/// have only IPv6.
fn inside(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let nat64 = || match address.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            Some(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)))
        }
        _ => None,
    };
    address.to_ipv4_mapped().or_else(nat64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The first and the last address of each special block, and whether the neighbours before and after it are public.
    const BLOCKS: &[(&str, &str, bool, bool)] = &[
        ("0.0.0.0", "0.255.255.255", false, true),
        ("10.0.0.0", "10.255.255.255", true, true),
        ("100.64.0.0", "100.127.255.255", true, true),
        ("127.0.0.0", "127.255.255.255", true, true),
        ("169.254.0.0", "169.254.255.255", true, true),
        ("172.16.0.0", "172.31.255.255", true, true),
        ("192.0.0.0", "192.0.0.255", true, true),
        ("192.0.2.0", "192.0.2.255", true, true),
        ("192.88.99.0", "192.88.99.255", true, true),
        ("192.168.0.0", "192.168.255.255", true, true),
        ("198.18.0.0", "198.19.255.255", true, true),
        ("198.51.100.0", "198.51.100.255", true, true),
        ("203.0.113.0", "203.0.113.255", true, true),
        ("224.0.0.0", "239.255.255.255", true, false),
        ("240.0.0.0", "255.255.255.255", false, false),
        ("::", "::", false, false),
        ("::1", "::1", false, false),
        // The old form of IPv4 inside IPv6 is refused whatever it holds.
        ("::2", "::ffff:ffff", false, false),
        ("::fffe:ffff:ffff", "::fffe:ffff:ffff", false, false),
        ("64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", false, false),
        ("100::", "100:0:0:1:ffff:ffff:ffff:ffff", false, false),
        ("1fff::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false, true),
        ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", true, true),
        ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", true, true),
        ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true, true),
        ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", true, true),
        ("4000::", "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true, false),
        ("5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false, false),
        ("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false, false),
        ("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false, false),
        ("fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false, false),
        ("ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", false, false),
    ];

    fn bits(text: &str) -> (u128, bool) {
        match text.parse().unwrap() {
            IpAddr::V4(address) => (u128::from(u32::from(address)), true),
            IpAddr::V6(address) => (u128::from(address), false),
        }
    }

    fn address(bits: u128, is_v4: bool) -> Option<IpAddr> {
        match is_v4 {
            true => Some(Ipv4Addr::from(u32::try_from(bits).ok()?).into()),
            false => Some(Ipv6Addr::from(bits).into()),
        }
    }

    #[test]
    fn special_blocks_begin_and_end_where_iana_says() {
        for (first, last, before, after) in BLOCKS {
            let ((first_bits, is_v4), (last_bits, _)) = (bits(first), bits(last));
            for inside in [first_bits, last_bits, first_bits.midpoint(last_bits)] {
                let inside = address(inside, is_v4).unwrap();
                assert!(!is_public(inside), "{inside} in {first} to {last}");
            }
            let neighbour = |bits: Option<u128>, expected: bool| {
                let at = bits.and_then(|bits| address(bits, is_v4));
                assert!(at.is_none_or(|at| is_public(at) == expected), "{at:?} beside {first}");
            };
            neighbour(first_bits.checked_sub(1), *before);
            neighbour(last_bits.checked_add(1), *after);
        }
    }

    #[test]
    fn what_people_use_is_public() {
        for text in ["1.1.1.1", "93.184.216.34", "223.255.255.255", "2606:4700::1111", "2a00::1"] {
            assert!(is_public(text.parse().unwrap()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_address_in_a_special_block_is_public(block in 0..BLOCKS.len(), at in any::<u128>()) {
            let (first, last, ..) = BLOCKS[block];
            let ((first, is_v4), (last, _)) = (bits(first), bits(last));
            let span = (last - first).saturating_add(1);
            prop_assert!(!is_public(address(first + at % span, is_v4).unwrap()));
        }

        #[test]
        fn every_ipv4_address_outside_the_blocks_is_public(at in any::<u32>()) {
            let special = BLOCKS.iter().any(|(first, last, ..)| {
                let ((first, is_v4), (last, _)) = (bits(first), bits(last));
                is_v4 && (first..=last).contains(&u128::from(at))
            });
            prop_assert_eq!(is_public(Ipv4Addr::from(at).into()), !special);
        }

        #[test]
        fn an_ipv4_address_is_judged_alike_in_every_dress(at in any::<u32>()) {
            let plain = Ipv4Addr::from(at);
            let mapped = plain.to_ipv6_mapped();
            let nat64 = Ipv6Addr::from((0x0064_ff9b_u128 << 96) | u128::from(at));
            let expected = is_public(plain.into());
            prop_assert_eq!(is_public(mapped.into()), expected);
            prop_assert_eq!(is_public(nat64.into()), expected);
        }

        #[test]
        fn no_private_ipv4_address_hides_in_ipv6(at in any::<u32>(), rest in any::<u64>()) {
            let at = u128::from(at);
            let rest = u128::from(rest);
            for dressed in [
                at,                                             // compatible
                (0x2002 << 112) | (at << 80) | rest,            // 6to4
                (0x2001_u128 << 112) | (rest << 32) | (!at & 0xffff_ffff), // Teredo
                (0x0064_ff9b_0001_u128 << 80) | at,             // NAT64 within one network
            ] {
                prop_assert!(!is_public(Ipv6Addr::from(dressed).into()));
            }
        }
    }
}
