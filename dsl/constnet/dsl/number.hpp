// Number: an argument with a fraction. Floating-point members are not structural before clang 18.
#pragma once

#include <concepts>
#include <cstdint>

namespace constnet {

/// A number such as a rate or a slope, digits * 10^exponent, rounded to six digits: `0.25`, `1e-3`, `2`.
struct Number {
  int digits = 0;
  int exponent = 0;

  constexpr Number() = default;
  constexpr Number(std::integral auto whole) : Number(static_cast<double>(whole)) {}
  constexpr Number(std::floating_point auto x) {
    double rest = x < 0 ? -static_cast<double>(x) : static_cast<double>(x);
    if (rest == 0) return;
    for (; rest < max_digits / 10; --exponent) rest *= 10;
    for (; rest + 0.5 >= max_digits; ++exponent) rest /= 10;
    for (digits = static_cast<int>(rest + 0.5); digits % 10 == 0; ++exponent) digits /= 10;
    if (x < 0) digits = -digits;
  }

  constexpr double value() const {
    double power = 1;
    for (int i = exponent < 0 ? exponent : -exponent; i < 0; ++i) power *= 10;
    return exponent < 0 ? digits / power : digits * power;
  }

  /// Both members in 27 bits, for types that pack several numbers into an enumeration.
  constexpr std::uint64_t packed() const {
    return static_cast<std::uint64_t>(digits + max_digits) | static_cast<std::uint64_t>(exponent + 31) << 21;
  }
  static constexpr Number unpacked(std::uint64_t bits) {
    Number number;
    number.digits = static_cast<int>(bits & 0x1fffff) - max_digits;
    number.exponent = static_cast<int>(bits >> 21 & 0x3f) - 31;
    return number;
  }
  static constexpr int packed_bits = 27;

  friend constexpr bool operator==(const Number&, const Number&) = default;

 private:
  static constexpr int max_digits = 1'000'000;
};

/// A Number that may be left out; what that means is the matter of whoever takes it.
struct OptionalNumber : Number {
  bool is_given = false;

  constexpr OptionalNumber() = default;
  constexpr OptionalNumber(std::integral auto whole) : Number(whole), is_given{true} {}
  constexpr OptionalNumber(std::floating_point auto x) : Number(x), is_given{true} {}

  friend constexpr bool operator==(const OptionalNumber&, const OptionalNumber&) = default;
};

}  // namespace constnet
