import SimulationKernel
import Testing

/// Known answers of Random123 1.14, `tests/kat_vectors`, philox2x64 10.
struct PhiloxTests {
    @Test(
        arguments: [
            (0, 0, 0, 0xCA00_A045_9843_D731, 0x66C2_4222_C9A8_45B5),
            (
                .max, .max, .max,
                0x65B0_21D6_0CD8_310F, 0x4D02_F322_2F86_DF20
            ),
            (
                0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7344, 0xA409_3822_299F_31D0,
                0x0A5E_742C_2997_341C, 0xB0F8_83D3_8000_DE5D
            ),
        ] as [(UInt64, UInt64, UInt64, UInt64, UInt64)]
    )
    func `blocks are those that the authors publish`(
        _ answer: (left: UInt64, right: UInt64, key: UInt64, first: UInt64, second: UInt64)
    ) {
        let block = Philox.block(key: answer.key, counter: (answer.left, answer.right))
        #expect(block.0 == answer.first)
        #expect(block.1 == answer.second)
    }
}
